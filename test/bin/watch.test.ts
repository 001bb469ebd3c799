import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../support/project.js";
import { events, protocol, startFramewright, until } from "./commandLine.js";

const schema = "schema/events.schema.json";

/** How many times the watcher has come to rest. */
const rests = (stderr: string) => stderr.match(/^Watching /gm)?.length ?? 0;

describe("generate --watch", () => {
  it("generates at once and after every change, goes on after a mistake, and ends when it is told to", async () => {
    const folder = temporaryFolder(protocol);
    const isInOutput = (text: string) =>
      readFileSync(join(folder, "generated/ts/types.ts"), "utf8").includes(text);
    const { process: child, finished, stdout, stderr } = startFramewright(folder, "generate", "--watch");

    await until(() => rests(stderr()) > 0);
    expect(stdout()).toContain("added generated/ts/types.ts");

    writeFiles(folder, { [schema]: events("Changed in its place.") });
    await until(() => isInOutput("Changed in its place."));

    // Many editors save by putting a new file in the place of the old one.
    writeFiles(folder, { "schema/saved.tmp": events("Changed by renaming.") });
    renameSync(join(folder, "schema/saved.tmp"), join(folder, schema));
    await until(() => isInOutput("Changed by renaming."));

    writeFiles(folder, { [schema]: "{ ]" });
    await until(() => stderr().includes("json-syntax"));
    expect(stderr()).toContain(`${schema}:1:3: error[json-syntax]`);
    expect(isInOutput("Changed by renaming.")).toBe(true);
    expect(child.exitCode).toBe(null);

    writeFiles(folder, { [schema]: events("Put right.") });
    await until(() => isInOutput("Put right."));

    child.kill("SIGTERM");
    await finished;
    expect(child.signalCode).toBe("SIGTERM");
  });

  it("goes on where the folder goes and comes back, and watches a schema at an absolute path", async () => {
    const folder = temporaryFolder(protocol);
    const running = startFramewright(folder, "generate", "--watch", join(folder, "schema/protocol.json"));
    await until(() => rests(running.stderr()) > 0);
    rmSync(join(folder, "schema"), { recursive: true });
    await until(() => running.stderr().includes("file-not-found"));
    await delay(200);
    expect(running.process.exitCode).toBe(null);
    writeFiles(folder, { ...protocol, [schema]: events("Back again.") });
    await until(() => readFileSync(join(folder, "generated/ts/types.ts"), "utf8").includes("Back again."));
    expect(running.process.exitCode).toBe(null);
  });

  it("waits for a schema that is not there yet", async () => {
    const folder = temporaryFolder();
    const { process: child, stderr } = startFramewright(folder, "generate", "--watch");
    await until(() => rests(stderr()) > 0);
    expect(stderr()).toContain("error[file-not-found]");
    await delay(200);
    expect(child.exitCode).toBe(null);
    expect(stderr()).not.toMatch(/^ +at /m);
  });

  it("comes to rest where the output is in the folder that it watches", async () => {
    const folder = temporaryFolder({ "events.json": events() });
    const { stdout, stderr } = startFramewright(folder, "generate", "--watch", "events.json");
    await until(() => rests(stderr()) > 0);
    writeFileSync(join(folder, "events.json"), JSON.stringify(events("Changed.")));
    await until(() => stdout().includes("changed generated/ts/types.ts"));
    await delay(1500);
    const before = rests(stderr());
    await delay(1000);
    expect(rests(stderr())).toBe(before);
  });
});
