import type { StatementStructures } from "ts-morph";
import type { Kind } from "../../model/types.js";
import { type Code, code, joined, kindKey, literal } from "./code.js";

/** A statement of a module: a structure of ts-morph, or code where it has none that prints well. */
export type Statement = StatementStructures | Code;

/** What belongs to each kind. */
export type Entries = readonly (readonly [kind: Kind, value: Code])[];

/** `const name: type = value;` */
export function constant(name: Code, type: Code, value: Code): Code {
  return code`export const ${name}: ${type} = ${value};`;
}

/** A constant of the module alone: a table by kind, which a bundler may leave out where nothing uses it. */
export function table(name: Code, type: Code, entries: Entries): Code {
  return code`\nconst ${name} = ${pure(tableOf(type, entries))};`;
}

/** A value that a bundler may leave out where nothing uses it: it believes that of one call at a time, and of no spread. */
export function pure(value: Code, type?: Code): Code {
  const body = value.startsWith("{") ? code`(${value})` : value;
  const argument = type === undefined ? code`` : code`<${type}>`;
  return code`/* @__PURE__ */ made${argument}(() => ${body})`;
}

/**
 * What {@link pure} calls, for each module that mentions it to have as its own.
 *
 * Of an imported name, and of whatever a function mentions that is called on the spot, the compiler asks of each constant in
 * front whether it is an assignment to it: time that grows with the square of their number.
 */
export const made: Code = code`
/** Calls what makes a constant: where nothing uses that, a bundler leaves the call out. */
function made<T>(make: () => T): T {
  return make();
}
`;

/** Whether code looks at the parameter `value`; one that it does not look at is left out. */
export function mentionsValue(text: Code): boolean {
  return /\bvalue\b/.test(text);
}

/** A table by kind. */
export function tableOf(type: Code, entries: Entries): Code {
  if (entries.every(([kind]) => isName(kind))) {
    const members = entries.map(([kind, value]) => code`${kindKey(kind)}: ${value}`);
    return code`new Map(${block(code`Object.entries<${type}>({`, members, code`})`)})`;
  }
  const pairs = entries.map(([kind, value]) => code`[${literal(kind)}, ${value}]`);
  return block(code`tableOf<${type}>(`, pairs, code`)`);
}

/** Whether the property of an object says which kind it is, and stays in its place: JavaScript puts numbers first. */
function isName(kind: Kind): boolean {
  return typeof kind === "string" && !/^\d+$/.test(kind);
}

/** A statement that returns what belongs to the case that a value is. */
export function switching(
  value: Code,
  cases: readonly (readonly [key: Code, result: Code])[],
  otherwise: Code,
): Code {
  const lines = cases.map(([key, result]) => code`  case ${key}:\n    return ${result};\n`);
  return code`switch (${value}) {\n${joined(lines, "")}  default:\n    return ${otherwise};\n}`;
}

/** Items between brackets, all on one line where that is short enough. */
export function bracketed(open: Code, items: readonly Code[], close: Code): Code {
  const pad = open === "{" ? code` ` : code``;
  const line =
    items.length === 0 ? code`${open}${close}` : code`${open}${pad}${joined(items, ", ")}${pad}${close}`;
  return line.length <= 80 && !line.includes("\n") ? line : block(open, items, close);
}

/** Items between brackets, one a line. */
export function block(open: Code, items: readonly Code[], close: Code): Code {
  return code`${open}\n${joined(
    items.map((item) => code`${indented(item)},\n`),
    "",
  )}${close}`;
}

/** The code with every line two spaces further in. */
export function indented(text: Code): Code {
  return text.replace(/^(?=.)/gm, "  ") as Code;
}

/** Types between `|`, one a line where one line is too long. */
export function alternatives(types: readonly Code[]): Code {
  const line = joined(types, " | ");
  return line.length <= 80 ? line : code`\n  | ${joined(types, "\n  | ")}`;
}
