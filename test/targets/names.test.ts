import { expect, test } from "vitest";
import type { Definition } from "../../generator/model/types.js";
import { nameAll } from "../../generator/targets/typescript/names.js";

function named(name: string): Definition {
  const type = { kind: "object", properties: [], others: "dropped" } as unknown as Definition["type"];
  return { name, type, annotations: {}, source: { file: "s.json", pointer: `/$defs/${name}` }, levels: 1 };
}

const prefixes = ["Is", "Check", "CopyOf", "Write", "Restore", "Read", "Cut", "Put", "LooseIn"];

test.each(prefixes)(
  "a definition named %sFile is refused beside File, of which something has that name",
  (prefix) => {
    const both = () => nameAll([named("File"), named(`${prefix}File`)], []);
    expect(both).toThrow("would both be named");
  },
);

test("a kind that copies files may stand beside a file", () => {
  const names = nameAll([named("File"), named("CopyFile"), named("Copy"), named("Text")], []);
  expect([...names.values()].map(({ value }) => value)).toEqual(["file", "copyFile", "copy", "text"]);
});
