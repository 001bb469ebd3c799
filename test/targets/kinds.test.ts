import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ts } from "ts-morph";
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

test("no more is mentioned beside constants where there are more kinds", async () => {
  const [few, many] = await Promise.all([20, 100].map(namesBesideConstants));
  expect(few).toBeGreaterThan(20);
  expect(many).toBe(few);
});

/**
 * How many names modules mention outside of functions, but for functions of their own, for a protocol of so many kinds: of each
 * of them the compiler asks all constants in front whether they are assignments to it.
 */
async function namesBesideConstants(kinds: number): Promise<number> {
  const folder = temporaryFolder({ "kinds.schema.json": schemaOf(kinds) });
  const { files } = await generate({ inputs: ["kinds.schema.json"], workingFolder: folder });
  const modules = [...files].filter(([path]) => !path.includes("runtime/")).map(([, text]) => text);
  return modules.map(namesBesideConstantsOf).reduce((sum, count) => sum + count, 0);
}

function namesBesideConstantsOf(text: string): number {
  const { statements } = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ESNext, true);
  const own = new Set(statements.filter(ts.isFunctionDeclaration).map(({ name }) => name?.text));
  const countIn = (node: ts.Node): number => {
    if (ts.isTypeNode(node) || (ts.isFunctionLike(node) && !isCalledOnTheSpot(node))) return 0;
    if (ts.isIdentifier(node)) return own.has(node.text) ? 0 : 1;
    let count = 0;
    node.forEachChild((child) => {
      count += countIn(child);
    });
    return count;
  };
  const constants = statements.filter(ts.isVariableStatement);
  const values = constants.flatMap(({ declarationList }) => declarationList.declarations);
  return values.reduce((sum, { initializer }) => sum + (initializer ? countIn(initializer) : 0), 0);
}

function isCalledOnTheSpot({ parent }: ts.Node): boolean {
  return ts.isParenthesizedExpression(parent) && ts.isCallExpression(parent.parent);
}

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
