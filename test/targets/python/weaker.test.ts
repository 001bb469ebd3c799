import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { temporaryFolder } from "../../support/project.js";

/* What Python makes less of than the schema asks for is told. */

const element = { type: "object", properties: { a: { type: "string" } } };
const closed = { ...element, additionalProperties: false };

test.each([
  ["objects", element, true],
  ["lists of objects", { type: "array", items: element }, true],
  ["objects with a name", { $ref: "#/$defs/Element" }, true],
  ["closed objects", closed, false],
  ["objects that keep what is not declared", { ...element, additionalProperties: true }, false],
  ["texts", { type: "string" }, false],
])("unique %s", async (_, items, isTold) => {
  const list = { type: "array", uniqueItems: true, items };
  const schema = {
    title: "Sample",
    type: "object",
    required: ["kind"],
    properties: { kind: { const: "sample" }, list },
    $defs: { Element: element },
  };
  const { diagnostics, files } = await generate({
    inputs: ["s.json"],
    workingFolder: temporaryFolder({ "s.json": schema }),
    targets: ["python"],
    tag: "kind",
  });
  const told = diagnostics.filter(({ message }) => message.includes("are taken for equal"));
  expect(told.map(({ code }) => code)).toEqual(isTold ? ["target-weaker"] : []);
  const text = [...files.values()].join("").replace(/\s+/g, " ");
  expect(text.includes("are taken for equal")).toBe(isTold);
});
