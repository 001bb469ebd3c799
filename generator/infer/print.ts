import type { Json } from "../model/types.js";

/** Where an editor finds what a manifest may have, from the folder of the schema. */
export const manifestSchema = "../node_modules/framewright/generator/load/manifest.schema.json";

const WIDTH = 110;

/** JSON text as people write it: what fits on a line is on one. */
export function printJson(value: Json): string {
  return `${print(value, "", "", 0)}\n`;
}

/**
 * @param before - what is in front of the value on its line, as long as that is.
 * @param after - how many characters follow it.
 */
function print(value: Json, indent: string, before: string, after: number): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries: [key: string, value: Json][] = isList
    ? (value as readonly Json[]).map((one) => ["", one])
    : Object.entries(value).map(([key, one]) => [`${JSON.stringify(key)}: `, one]);
  const [open, close] = isList ? "[]" : "{}";
  if (entries.length === 0) return `${open}${close}`;
  const flat = flatText(value);
  if (indent.length + before.length + flat.length + after <= WIDTH && (isList || indent !== "")) return flat;
  const inner = `${indent}  `;
  const lines = entries.map(([key, one]) => `${inner}${key}${print(one, inner, key, 1)}`);
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function flatText(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flatText).join(", ")}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, one]) => `${JSON.stringify(key)}: ${flatText(one)}`).join(", ")} }`;
}
