import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { frame } from "../../generated/protocols.js";
import { needPython, runPython } from "../../interop/python.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";

const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
from p.channels import chat

def url(room):
    try:
        return chat.url(room=room)
    except ValueError as error:
        return str(error)

print(json.dumps([url(room) for room in json.load(sys.stdin)]))
`;

test("a parameter is a segment of the path, encoded as TypeScript does it", async (context) => {
  needPython(context, "msgspec");
  const folder = temporaryFolder({
    "s.json": frame("ping"),
    "protocol.json": {
      name: "p",
      version: "1.0.0",
      tag: "kind",
      channels: { chat: { path: "/rooms/{room}/events", serverToClient: { $ref: "s.json" } } },
    },
  });
  const { files } = await generate({
    inputs: ["protocol.json"],
    workingFolder: folder,
    targets: ["python"],
    targetOptions: { python: { package: "p" } },
  });
  writeFiles(folder, Object.fromEntries(files));
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const values = [...ascii.filter((one) => one !== "."), "a/b", "a.b", "é", "😀", "../x", "%2F", 7, -1];
  const refused = ["", ".", ".."];
  const input = JSON.stringify([...values, ...refused]);
  const urls = JSON.parse(runPython(["-c", program, join(folder, "python")], input));
  expect(urls).toEqual([
    ...values.map((value) => `/rooms/${encodeURIComponent(value)}/events`),
    ...refused.map((value) => `expected a value for the path, got '${value}'`),
  ]);
});
