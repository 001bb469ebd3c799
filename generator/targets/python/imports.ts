import { type Code, identifier, joined, py } from "./code.js";
import { width } from "./layout.js";

/** Where names come from, in the order in which imports stand. */
const modules: readonly (readonly [module: Code, names: readonly string[]])[] = [
  [py`typing`, ["Annotated", "Any", "Literal", "TypeAlias"]],
  [py`msgspec`, ["UNSET", "Meta", "Struct", "UnsetType", "field"]],
];

/** The import statements of a module that uses these names. */
export function importsOf(used: ReadonlySet<string>): Code {
  const lines = modules.flatMap(([module, names]) => {
    const found = names.filter((name) => used.has(name)).map(identifier);
    return found.length === 0 ? [] : [py`from ${module} import ${joined(found, ", ")}\n`];
  });
  return py`from __future__ import annotations\n\n${joined(lines, "\n")}`;
}

/** An import statement. */
export function importFrom(module: Code, names: readonly Code[]): Code {
  const rank = (name: string) => (/^\p{Lu}[\p{Lu}\d_]*$/u.test(name) ? 0 : /^\p{Lu}/u.test(name) ? 1 : 2);
  const sorted = [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const line = py`from ${module} import ${joined(sorted, ", ")}`;
  if (line.length <= width) return py`${line}\n`;
  return py`from ${module} import (\n${joined(
    sorted.map((name) => py`    ${name},\n`),
    "",
  )})\n`;
}
