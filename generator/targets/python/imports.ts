import { type Code, identifier, joined, py } from "./code.js";
import { width } from "./layout.js";

/** Where names come from, in the order in which imports stand: those of Python, of others, of the package itself. */
const modules: readonly (readonly [module: Code, names: readonly string[]])[][] = [
  [[py`typing`, ["Annotated", "Any", "Literal", "TypeAlias", "Union"]]],
  [[py`msgspec`, ["UNSET", "Meta", "Struct", "UnsetType", "field"]]],
  [
    [py`.`, ["_checks", "_patterns"]],
    [py`._check`, ["require"]],
  ],
];

/** The import statements of a module that uses these names. */
export function importsOf(used: ReadonlySet<string>): Code {
  const blocks = modules.map((block) =>
    block.flatMap(([module, names]) => {
      const found = names.filter((name) => used.has(name)).map(identifier);
      return found.length === 0 ? [] : [py`from ${module} import ${joined(found, ", ")}\n`];
    }),
  );
  const parts = blocks.filter((lines) => lines.length > 0).map((lines) => joined(lines, ""));
  return joined([py`from __future__ import annotations\n`, ...parts], "\n");
}

/** An import statement. */
export function importFrom(module: Code, names: readonly Code[]): Code {
  const sorted = [...new Set(names)].sort(inOrderOf((name) => name.toLowerCase()));
  const line = py`from ${module} import ${joined(sorted, ", ")}`;
  if (line.length <= width) return py`${line}\n`;
  const lines = sorted.map((name) => py`    ${name},\n`);
  return py`from ${module} import (\n${joined(lines, "")})\n`;
}

/** `__all__`: what a module exports. */
export function exportsOf(names: readonly Code[]): Code {
  const sorted = [...new Set(names)].sort(inOrderOf((name) => name));
  const lines = sorted.map((name) => py`    "${name}",\n`);
  return py`__all__ = [\n${joined(lines, "")}]\n`;
}

/** The order in which linters want names: constants, classes, all others; numbers in them by their value. */
function inOrderOf(keyOf: (name: string) => string): (a: string, b: string) => number {
  const rank = (name: string) => {
    if (name.length > 1 && name === name.toUpperCase() && name !== name.toLowerCase()) return 0;
    return /^\p{Lu}/u.test(name) ? 1 : 2;
  };
  return (a, b) => rank(a) - rank(b) || natural(keyOf(a), keyOf(b)) || natural(a, b);
}

function natural(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D/gu) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const isNumber = /^\d/.test(one) && /^\d/.test(other);
    const difference = isNumber ? Number(one) - Number(other) : one < other ? -1 : Number(one > other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
