import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { type GenerateOptions, generate } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";

/** A folder of its own for a test, with these files in it; gone when the test is over. */
export function temporaryFolder(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "framewright-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  return folder;
}

/** Writes files; a value that is not a string is written as JSON. */
export function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

/** The generated module of a schema that stands in the test, to be called like any other. */
export async function generatedModule<Module>(
  schema: unknown,
  options: Partial<GenerateOptions> = {},
): Promise<Module> {
  const folder = temporaryFolder({ "schema.json": schema });
  const { files } = await generate({ inputs: ["schema.json"], workingFolder: folder, ...options });
  writeFiles(folder, Object.fromEntries(files));
  return (await import(pathToFileURL(join(folder, "ts/index.ts")).href)) as Module;
}

/** The flags that generated code promises to compile under, and those that strict projects add. */
export const strictFlags = {
  target: "ES2022",
  lib: ["ES2022", "DOM"],
  module: "NodeNext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
  noEmit: true,
} as const;

/** Compiles every TypeScript file below `folder` under the strict flags; what the compiler says, if anything. */
export function compilerErrors(folder: string, flags: Readonly<Record<string, unknown>> = {}): string {
  const project = join(folder, "tsconfig.json");
  writeFiles(folder, {
    "package.json": { type: "module" },
    "tsconfig.json": { compilerOptions: { ...strictFlags, ...flags }, include: ["./**/*.ts"] },
  });
  try {
    execFileSync(process.execPath, [packagePath("node_modules/typescript/bin/tsc"), "-p", project], {
      cwd: folder,
    });
    return "";
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout);
  }
}
