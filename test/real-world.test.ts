import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { generate } from "../generator/index.js";
import { packagePath } from "../generator/package.js";
import { compilerErrors, temporaryFolder, writeFiles } from "./support/project.js";

const folder = packagePath("../shared/real-world");
const file = "agent-client-protocol-v1.schema.json";
const isThere = existsSync(join(folder, file));
if (!isThere) console.log(`SKIPPED: ${file} is not beside this project, so nothing is generated from it`);

const text = { type: "text", text: "Guten Tag, 日本" };
const updates = [
  { sessionUpdate: "user_message_chunk", content: text },
  {
    sessionUpdate: "agent_message_chunk",
    content: { type: "resource_link", name: "a", uri: "file:a", size: 9007199254740993n },
  },
  {
    sessionUpdate: "agent_thought_chunk",
    content: { type: "resource", resource: { uri: "file:b", text: "b" } },
  },
  {
    sessionUpdate: "tool_call",
    toolCallId: "1",
    title: "Read",
    kind: "read",
    content: [{ type: "content", content: text }],
  },
  {
    sessionUpdate: "tool_call_update",
    toolCallId: "1",
    content: [{ type: "diff", path: "a", newText: "b", oldText: null }],
  },
  { sessionUpdate: "plan", entries: [{ content: "do it", priority: "high", status: "pending" }] },
  { sessionUpdate: "available_commands_update", availableCommands: [{ name: "go", description: "goes" }] },
  { sessionUpdate: "current_mode_update", currentModeId: "m" },
  {
    sessionUpdate: "config_option_update",
    configOptions: [{ id: "o", name: "O", type: "boolean", currentValue: true }],
  },
  { sessionUpdate: "session_info_update", title: null },
  {
    sessionUpdate: "usage_update",
    used: 18446744073709551615n,
    size: 0n,
    cost: { amount: 0.5, currency: "EUR" },
  },
];
const blocks = [
  text,
  { type: "image", data: "aGk=", mimeType: "image/png" },
  { type: "audio", data: "aGk=", mimeType: "audio/wav" },
  { type: "resource_link", name: "a", uri: "file:a" },
  { type: "resource", resource: { uri: "file:b", blob: "aGk=", _meta: { any: ["thing", null] } } },
];

interface Codec {
  encodeFrame(frame: object): string;
  decodeFrame(text: string): object;
}

describe.runIf(isThere).each([
  ["SessionUpdate", updates],
  ["ContentBlock", blocks],
])("%s of the Agent Client Protocol", (name, frames) => {
  test("generates, compiles, and takes each kind there and back", async () => {
    const inputs = [`${file}#/$defs/${name}`];
    const { files, protocol } = await generate({ inputs, workingFolder: folder });
    const output = temporaryFolder();
    writeFiles(output, Object.fromEntries(files));
    expect(compilerErrors(output)).toBe("");
    const { encodeFrame, decodeFrame }: Codec = await import(pathToFileURL(join(output, "ts/index.ts")).href);
    expect(protocol.unions[0]?.frames).toHaveLength(frames.length);
    for (const frame of frames) expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
    expect(() => decodeFrame('{"sessionUpdate":"plan","type":"text"}')).toThrow();
  });
});
