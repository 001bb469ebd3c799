import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";
import { packagePath } from "../generator/package.js";

/** The stages of the flow, and from which others each may import; `types` is `model/types.ts`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  types: [],
  runtime: [],
  diagnostics: [],
  package: [],
  load: ["types", "runtime", "diagnostics"],
  model: ["types", "load", "runtime", "diagnostics"],
  plan: ["types", "model", "runtime"],
  targets: ["types", "model", "plan", "runtime", "diagnostics", "package"],
  write: ["diagnostics"],
  config: ["targets", "diagnostics"],
  recording: ["runtime", "diagnostics"],
  infer: ["types", "model", "recording", "runtime", "diagnostics"],
  import: ["types", "model", "infer", "runtime", "diagnostics", "package"],
  pipeline: ["types", "load", "model", "plan", "targets", "diagnostics"],
  validate: ["types", "targets", "recording", "runtime"],
  index: ["types", "infer", "import", "write", "pipeline", "targets", "diagnostics"],
};

const root = packagePath("generator");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

function stageOf(file: string): string {
  const path = relative(root, file)
    .split(sep)
    .join("/")
    .replace(/\.[jt]s$/, "");
  return path === "model/types" ? "types" : (path.split("/")[0] ?? "");
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    resolve(dirname(file), path.replace(/\.js$/, ".ts")),
  );
}

const edges = files.flatMap((name) => {
  const file = join(root, name);
  return importsOf(file).map((target) => ({ file, target }));
});

test("imports point one way along the flow", () => {
  expect(edges.length).toBeGreaterThan(100);
  const wrong = edges
    .map(({ file, target }) => [stageOf(file), stageOf(target)] as const)
    .filter(([from, to]) => from !== to && !allowed[from]?.includes(to))
    .map(([from, to]) => `${from} imports from ${to}`);
  expect([...new Set(wrong)]).toEqual([]);
});

test("no module imports itself by any way", () => {
  const targets = new Map<string, string[]>();
  for (const { file, target } of edges) targets.set(file, [...(targets.get(file) ?? []), target]);
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file))
      cycles.push([...path.slice(path.indexOf(file)), file].map((one) => relative(root, one)).join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});
