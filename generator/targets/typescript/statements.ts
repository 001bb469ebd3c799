import type { StatementStructures } from "ts-morph";
import { type Code, code, joined } from "./code.js";

/** A statement of a module: a structure of ts-morph, or code where it has none that prints well. */
export type Statement = StatementStructures | Code;

/** `const name: type = value;` */
export function constant(name: Code, type: Code, value: Code): Code {
  return code`export const ${name}: ${type} = ${value};`;
}

/** A constant of the module alone: a table by kind, which a bundler may leave out where nothing uses it. */
export function table(name: Code, type: Code, entries: readonly (readonly [key: Code, value: Code])[]): Code {
  return code`\nconst ${name} = ${tableOf(type, entries)};`;
}

/**
 * A value that a bundler may leave out where nothing uses it: it believes that of one call at a time, and of no spread, so
 * what has more of them goes into a function.
 */
export function pure(value: Code, type?: Code): Code {
  const isOneCall = /^\w+\([^()`]*\)$/.test(value);
  if (isOneCall) return code`/* @__PURE__ */ ${value}`;
  const body = value.startsWith("{") ? code`(${value})` : value;
  const parameters = type === undefined ? code`()` : code`(): ${type}`;
  return code`/* @__PURE__ */ (${parameters} => ${body})()`;
}

/** Whether code looks at the parameter `value`; one that it does not look at is left out. */
export function mentionsValue(text: Code): boolean {
  return /\bvalue\b/.test(text);
}

/** A table by kind that a bundler may leave out where nothing uses it. */
export function tableOf(type: Code, entries: readonly (readonly [key: Code, value: Code])[]): Code {
  return code`/* @__PURE__ */ ${block(code`tableOf<${type}>(`, entriesOf(entries), code`)`)}`;
}

/** Entries of a map, each as a list of key and value. */
export function entriesOf(entries: readonly (readonly [key: Code, value: Code])[]): Code[] {
  return entries.map(([key, value]) => code`[${key}, ${value}]`);
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
