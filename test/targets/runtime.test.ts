import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { runtimeModules, withExtension } from "../../generator/targets/typescript/runtime.js";
import { exportsOf } from "../../generator/targets/typescript/syntax.js";

const modules = runtimeModules();

test("what the runtime exports and imports is found as the compiler finds it", () => {
  expect(modules.length).toBeGreaterThan(20);
  for (const { path, text, exports, imports } of modules) {
    const file = parsed(text);
    expect([path, ...exports]).toEqual([path, ...exportsOf(file)]);
    expect([path, ...imports]).toEqual([path, ...specifiersOf(file).map(pathOf)]);
  }
});

test("imports get the extension that is asked for, and nothing else changes", () => {
  for (const module of modules) {
    expect(withExtension(module, ".js")).toBe(module.text);
    for (const extension of [".ts", ""]) {
      const text = withExtension(module, extension);
      const imports = specifiersOf(parsed(text));
      expect(imports).toEqual(module.imports.map((path) => path.replace("runtime/", "./") + extension));
      const length = module.text.length - imports.length * (".js".length - extension.length);
      expect(text.length).toBe(length);
    }
  }
});

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, true);
}

/** Where a module gets names from, whether it uses them or passes them on. */
function specifiersOf(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier
      ? [(statement.moduleSpecifier as ts.StringLiteral).text]
      : [],
  );
}

function pathOf(specifier: string): string {
  return specifier.replace(/^\.\/(.*)\.js$/, "runtime/$1");
}
