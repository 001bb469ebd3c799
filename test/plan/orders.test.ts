import { expect, test } from "vitest";
import type { Definition } from "../../generator/model/types.js";
import { read } from "../../generator/pipeline.js";
import { type Order, Orders } from "../../generator/plan/orders.js";
import { frame } from "../generated/protocols.js";
import { temporaryFolder } from "../support/project.js";

/** What is asked of the values of a schema. */
function orderOf(schema: object): Order | undefined {
  const event = frame("event", { value: schema });
  const workingFolder = temporaryFolder({ "s.json": { title: "Event", ...event } });
  const { protocol } = read({ inputs: ["s.json"], workingFolder, tag: "kind" });
  const definitions = new Map(protocol.definitions.map((one) => [one.name, one]));
  const orders = new Orders((name) => definitions.get(name) as Definition);
  const whole = orders.of({ kind: "reference", name: "Event" });
  expect(whole === undefined || whole.is === "definition").toBe(true);
  const found = orders.of((definitions.get("Event") as Definition).type);
  return found?.is === "object" ? found.properties.find(([name]) => name === "value")?.[1] : undefined;
}

const string = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const object = { type: "object", properties: { a: string }, required: ["a"] };
const array = { type: "array", items: string };
const ofObject = { is: "object", properties: [["a", { is: "primitive" }]] };

test.each([
  ["any string", string, { is: "primitive" }],
  ["a number", number, { is: "float" }],
  ["an object", object, ofObject],
  ["a list of primitive values", array, { is: "data" }],
  ["a list of objects", { type: "array", items: object }, ofObject],
  ["an object or null", { anyOf: [object, { type: "null" }] }, ofObject],
  ["a number or a string", { anyOf: [number, string] }, { is: "float" }],
  ["an integer or a string", { anyOf: [integer, string] }, { is: "primitive" }],
])("what is asked of %s", (_, schema, order) => {
  expect(orderOf(schema)).toEqual(order);
});

/* One order can be asked of the values of a union: of two, one would go unasked. */
test.each([
  ["an object or a number", [object, number]],
  ["a number or an object", [number, object]],
  ["a number or a list", [number, array]],
  ["an object or a list", [object, array]],
  ["objects of two kinds", [frame("a", { x: string }), frame("b", { y: string })]],
])("JSON.stringify does not write %s", (_, anyOf) => {
  expect(orderOf({ anyOf })).toBeUndefined();
});
