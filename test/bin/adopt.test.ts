import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { read } from "../../generator/pipeline.js";
import { Drawer } from "../../generator/plan/draw.js";
import { temporaryFolder } from "../support/project.js";
import { framewright } from "./commandLine.js";

const readme = readFileSync(packagePath("README.md"), "utf8");
const [, section = ""] = readme.split("## Adopt it with the backend you have\n");
const [, block = ""] = /```sh\n(.*?)```/s.exec(section) ?? [];
const commands = block
  .split("\n")
  .flatMap((line) => /^npx framewright ([^#]*)/.exec(line)?.[1]?.trim() ?? []);

/** A recording of this repository's own protocol: its examples, and as many frames again that are drawn. */
function recording(): string {
  const { protocol } = read({ inputs: ["schema/protocol.json"], workingFolder: packagePath(".") });
  const drawer = new Drawer(protocol, 1);
  const lines = protocol.channels.flatMap(({ name: channel, serverToClient }) =>
    (serverToClient?.frames ?? []).flatMap(({ name }) => {
      const definition = protocol.definitions.find((one) => one.name === name);
      const drawn = Array.from({ length: 20 }, () => drawer.frame(name));
      return [...(definition?.annotations.examples ?? []), ...drawn].map((frame) =>
        JSON.stringify({ channel, frame }),
      );
    }),
  );
  return `${lines.join("\n")}\n`;
}

test("the README's way to adopt it works word for word", () => {
  expect(commands.map((command) => command.split(" ")[0])).toEqual([
    "infer",
    "generate",
    "validate",
    "check",
  ]);
  const folder = temporaryFolder({ "package.json": { type: "module" }, "recording.ndjson": recording() });
  for (const command of commands) {
    const { exitCode, stderr } = framewright(folder, ...command.split(" "));
    expect(exitCode, `${command}\n${stderr}`).toBe(0);
  }
});
