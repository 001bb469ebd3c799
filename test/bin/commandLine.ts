import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { packagePath } from "../../generator/package.js";
import { type GenerateOptions, generate } from "../../generator/pipeline.js";
import { temporaryFolder, writeFiles } from "../support/project.js";

/** What starts the command line. */
export const executable: string = packagePath("bin/framewright.js");

/** What a command came to. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `framewright` in a folder, to its end. */
export function framewright(folder: string, ...words: readonly string[]): Finished {
  return framewrightWith({}, folder, ...words);
}

/** Runs `framewright` with variables in its environment, and flags for Node. */
export function framewrightWith(
  { env = {}, nodeFlags = [] }: { env?: Readonly<Record<string, string>>; nodeFlags?: readonly string[] },
  folder: string,
  ...words: readonly string[]
): Finished {
  const result: SpawnSyncReturns<string> = spawnSync(process.execPath, [...nodeFlags, executable, ...words], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** A command that is still going on. */
export interface Running {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
  /** What it has printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Starts `framewright`; it is ended with the test. */
export function startFramewright(folder: string, ...words: readonly string[]): Running {
  return startNode(folder, [executable, ...words]);
}

/** Starts a program of Node; it is ended with the test. */
export function startNode(folder: string, words: readonly string[]): Running {
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { process: child, finished, stdout: () => stdout, stderr: () => stderr };
}

/** Waits until `isSo`, but not for ever. */
export async function until(isSo: () => boolean, milliseconds = 20_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Not so after ${milliseconds} ms: ${isSo}`);
    await delay(2);
  }
}

/** The frames of a small protocol; `remark` is a description that gets into the output. */
export function events(remark = "How far the work has come."): unknown {
  return {
    title: "Event",
    oneOf: [{ $ref: "#/$defs/Status" }, { $ref: "#/$defs/Note" }],
    $defs: {
      Status: {
        description: remark,
        type: "object",
        properties: { kind: { const: "status" }, done: { type: "integer" } },
        required: ["kind", "done"],
      },
      Note: {
        type: "object",
        properties: { kind: { const: "note" }, text: { type: "string" } },
        required: ["kind", "text"],
      },
    },
  };
}

/** A small protocol, with its manifest. */
export const protocol: Readonly<Record<string, unknown>> = {
  "schema/protocol.json": {
    name: "small",
    tag: "kind",
    channels: { events: { path: "/events", serverToClient: { $ref: "events.schema.json" } } },
  },
  "schema/events.schema.json": events(),
};

/** A project with its output, all of it as the schema says. */
export async function freshProject(files: Readonly<Record<string, unknown>> = protocol): Promise<string> {
  const folder = temporaryFolder(files);
  writeFiles(folder, await outputOf({ inputs: ["schema/protocol.json"], workingFolder: folder }));
  return folder;
}

/** The output as it should be, by path. */
export async function outputOf(options: GenerateOptions, out = "generated"): Promise<Record<string, string>> {
  const { files } = await generate(options);
  return Object.fromEntries([...files].map(([path, text]) => [`${out}/${path}`, text]));
}

/** The paths of all files below a folder, with `/`, sorted. */
export function filesIn(folder: string): string[] {
  const below = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`)
      : [entry.name],
  );
  return below.sort();
}

/** The texts of all files below a folder, by path. */
export function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** What changes when a file is written again, even with the same text. */
export function stampsIn(folder: string): Record<string, string> {
  const stamp = (path: string) => {
    const { ino, mtimeNs } = statSync(join(folder, path), { bigint: true });
    return `${ino} ${mtimeNs}`;
  };
  return Object.fromEntries(filesIn(folder).map((path) => [path, stamp(path)]));
}
