/*
 * No text makes the regular expression of a layout try again and again: it takes time in proportion to the text.
 */
import { expect, test } from "vitest";
import { backtrackingOf } from "../../generator/model/backtracking.js";
import { frame, union } from "../generated/protocols.js";
import { temporaryFolder } from "../support/project.js";
import { type Subject, samplesOf, subjectsOf } from "./subjects.js";

/** Types of elements of which one text may be a value in two ways. */
const elements: Readonly<Record<string, object>> = {
  "a constant or any number": { anyOf: [{ const: 1 }, { type: "number" }] },
  "an integer or a number": {
    anyOf: [
      { type: "integer", minimum: 3 },
      { type: "number", maximum: 2 },
    ],
  },
  "a constant or a short string": { anyOf: [{ enum: ["a", "b"] }, { type: "string", maxLength: 3 }] },
  "two sorts of strings": {
    anyOf: [
      { type: "string", minLength: 3 },
      { type: "string", pattern: "^a" },
    ],
  },
  "a constant or any boolean": { anyOf: [{ const: true }, { type: "boolean" }] },
  "null or what may be null": { anyOf: [{ $ref: "#/$defs/Optional" }, { type: "null" }] },
  "lists of lists": { type: "array", items: { type: "array", items: { type: "integer" } } },
  maps: { type: "object", additionalProperties: { type: ["string", "null"] } },
  "objects with optional properties": {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "number" }, c: { type: "boolean" } },
    required: ["a"],
  },
};

test.each(Object.entries(elements))("a list of %s", async (_, items) => {
  const schema = union(
    { List: frame("list", { items: { type: "array", items } }) },
    { Optional: { type: ["string", "null"] } },
  );
  const layouts = await layoutsIn(schema);
  expect(layouts.length).toBe(1);
  expect(layouts.map((layout) => backtrackingOf(layout).growth)).toEqual(["linear"]);
});

/** The regular expressions that the readers of a protocol try. */
async function layoutsIn(schema: object): Promise<string[]> {
  const workingFolder = temporaryFolder({ "schema.json": schema });
  const { subjects } = await subjectsOf(temporaryFolder(), [{ inputs: ["schema.json"], workingFolder }]);
  return [...new Set(subjects.flatMap(layoutsOf))];
}

function layoutsOf(subject: Subject): string[] {
  return [...samplesOf(subject, subject.kinds, 1)].flatMap(({ frame, text }) =>
    subject.shapes.flatMap(({ is, read }) => (read && is(frame) ? triedBy(() => read(text)) : [])),
  );
}

/** The sources of the regular expressions that are tried meanwhile. */
function triedBy(act: () => unknown): string[] {
  const { test: plain } = RegExp.prototype;
  const tried: string[] = [];
  RegExp.prototype.test = function (text) {
    if (this.source.startsWith("^(?:\\{")) tried.push(this.source);
    return plain.call(this, text);
  };
  try {
    act();
  } finally {
    RegExp.prototype.test = plain;
  }
  return tried;
}
