import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { schemaOf } from "../bench/many.js";
import { strictFlags, temporaryFolder, writeFiles } from "../support/project.js";

test("the compiler compares no kind with every other", async () => {
  const [few, many] = [20, 100];
  const before = await workOfCompiler(few);
  const after = await workOfCompiler(many);
  const perKind = [...after].map(([name, count]) => ({
    name,
    growth: (count - (before.get(name) ?? 0)) / (many - few),
  }));
  expect(perKind.length).toBeGreaterThan(2);
  // Comparing all pairs would add 120 comparisons for each kind, and more for their members.
  expect(perKind.filter(({ growth }) => growth > 60)).toEqual([]);
});

/** How much the compiler has compared when it has checked a protocol of so many kinds. */
async function workOfCompiler(kinds: number): Promise<Map<string, number>> {
  const folder = temporaryFolder({
    "kinds.schema.json": schemaOf(kinds),
    "package.json": { type: "module" },
  });
  const { files } = await generate({ inputs: ["kinds.schema.json"], workingFolder: folder });
  writeFiles(folder, {
    ...Object.fromEntries(files),
    "tsconfig.json": { compilerOptions: { ...strictFlags, skipLibCheck: true }, include: ["ts"] },
  });
  const compiler = packagePath("node_modules/typescript-5.9/bin/tsc");
  const words = [compiler, "-p", join(folder, "tsconfig.json"), "--extendedDiagnostics"];
  const output = execFileSync(process.execPath, words, { encoding: "utf8" });
  const counts = output.matchAll(/^(.* cache size): +(\d+)$/gm);
  return new Map([...counts].map(([, name = "", count]) => [name, Number(count)]));
}
