import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { names } from "./names.js";
import { toolFolder } from "./toolbox.js";

/**
 * What typia is to make code of, from the types that framewright has generated: a project in the folder of the tools, as its compiler
 * looks for everything from there. Gives the folder.
 */
export function typiaProject(reportTypes: string): string {
  const folder = resolve(toolFolder, "typia-project");
  mkdirSync(folder, { recursive: true });
  copyFileSync("generated/ts/types.ts", resolve(folder, "types.ts"));
  copyFileSync(reportTypes, resolve(folder, "report.ts"));
  writeFileSync(resolve(folder, "source.ts"), source());
  writeFileSync(resolve(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: [],
    outDir: "out",
    plugins: [{ transform: "typia/lib/transform" }],
  };
  writeFileSync(resolve(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["source.ts"] }));
  return folder;
}

function source(): string {
  const { report, ...frames } = names;
  const functions = (type: string) => `{
  decode: typia.json.createAssertParse<${type}>(),
  encode: typia.json.createStringify<${type}>(),
  validate: typia.json.createValidateParse<${type}>(),
}`;
  const guards = Object.entries(names).map(([kind, name]) => `  ${kind}: typia.createIs<${name}>(),`);
  return `import typia from "typia";
import type { ${report} } from "./report.js";
import type { Frame, ${Object.values(frames).join(", ")} } from "./types.js";

export const frame = ${functions("Frame")};
export const report = ${functions(report)};
export const guards = {
${guards.join("\n")}
};
`;
}
