/* What looks for injected code sees it when it is there. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { temporaryFolder } from "../support/project.js";
import { foreignTo, syntaxOf } from "./syntax.js";

const known = syntaxOf(
  'import { a } from "./a.js";\n/** One. @throws x */\nexport const b: string = a(1);\n',
);

test.each([
  [
    "a call",
    'import { a } from "./a.js";\nexport const b: string = a(a(1));\n',
    "CallExpression in CallExpression",
  ],
  ["a statement", "b(1);\n", "ExpressionStatement in SourceFile"],
  ["a global", "export const c: string = evil(1);\n", "globals: evil"],
  ["a tag", "/** @deprecated */\nexport const c: string = 1;\n", "tags: deprecated"],
  ["an import", 'import { a } from "node:fs";\n', 'imports: "node:fs"'],
])("%s that is not known is found", (_, text, found) => {
  expect(foreignTo(known, [text]).join("\n")).toContain(found);
});

test("what is known is not foreign", () => {
  expect(foreignTo(known, ['import { a } from "./a.js";\nexport const x: string = a(2);\n'])).toEqual([]);
});

test.each([
  ["writing a global", "globalThis.injected = 1;", "there is a new global: injected"],
  ["reading a global", "console;", "reads console"],
  ["reading a global by name", 'globalThis["fetch"];', "reads fetch"],
  ["eval", 'try { eval("1") } catch {}', "reads eval"],
  ["Function", 'try { Function("1") } catch {}', "reads Function"],
  ["the constructor of a function", "(() => {}).constructor;", "reads the constructor of [object Function]"],
  ["the process", "process.exit;", "reads process"],
])("%s is seen", (_, statement, touched) => {
  expect(observed(`${statement}\n`).touched).toContain(touched);
});

test.each([
  ["Object.prototype", "Object.prototype.injected = 1;"],
  ["Array.prototype", "Array.prototype.push = () => 0;"],
  ["JSON", "JSON.parse = () => 0;"],
])("a change of %s is not taken", (_, statement) => {
  expect(observed(`${statement}\n`).wrong.join("\n")).toContain("TypeError");
});

test("a value that does not come back is told", () => {
  const module = `export const decodeFrame = JSON.parse, encodeFrame = () => "{}", frameFromObject = (value) => value;\n`;
  expect(observed(module).wrong).toEqual(['hostile, "a": {"kind":"a"} is written as {}']);
  const right = module.replace('() => "{}"', "JSON.stringify");
  expect(observed(right)).toEqual({ touched: [], wrong: [] });
});

/** What `observer.mjs` says of a module. */
function observed(text: string): { readonly touched: string[]; readonly wrong: string[] } {
  const folder = temporaryFolder({ "module.mjs": text });
  const module = pathToFileURL(join(folder, "module.mjs")).href;
  const expectations = [{ text: "a", frames: ['{"kind":"a"}'] }];
  const [input, output] = [join(folder, "jobs.json"), join(folder, "result.json")];
  writeFileSync(input, JSON.stringify([{ name: "hostile", module, expectations }]));
  const flag = "--disallow-code-generation-from-strings";
  execFileSync(process.execPath, [flag, packagePath("test/injection/observer.mjs"), input, output]);
  return JSON.parse(readFileSync(output, "utf8"));
}
