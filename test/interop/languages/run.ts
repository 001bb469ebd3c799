import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { packagePath } from "../../../generator/package.js";
import type { TargetName, TargetOptions } from "../../../generator/targets/index.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";
import { differences } from "./differences.js";
import { filesOf, type Group, type Line, linesOf, missingFrom, type Subject, subjects } from "./lines.js";

/** What a program in another language makes of a text. */
export type Answer = { readonly text: string } | { readonly unknown: true } | { readonly error: string };

/** A language that programs are built and run in. */
export interface Toolchain {
  readonly target: TargetName;
  /** The options under which the types of a protocol are generated. */
  options(protocol: string): TargetOptions["targetOptions"];
  /** Why nothing can be built, where that is so. */
  missing(): string | undefined;
  /** Lays out the program for these groups beside the generated files, which are in `generated/<protocol>`. */
  layOut(folder: string, groups: readonly Group[]): void;
  /** Builds it, and gives the command that runs it. */
  build(folder: string): readonly [command: string, ...words: string[]];
}

/** What becomes of the lines, counted. */
export interface Verdicts {
  readonly counts: string;
  readonly unexplained: readonly object[];
  /** The texts that were accepted, in all groups. */
  readonly accepted: number;
  /** The differences that the language is said to have, and that no line has shown. */
  readonly unused: readonly string[];
}

const cache = packagePath("node_modules/.cache/framewright-interop");

/** A folder that is kept from one run to the next. */
export function cachedFolder(name: string): string {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Skips a test, and says why, where there is no toolchain; fails it where `FRAMEWRIGHT_REQUIRE_TOOLCHAINS` is set. */
export function needToolchain(context: TestContext, { target, missing }: Toolchain): void {
  const reason = missing();
  if (reason === undefined) return;
  if (process.env.FRAMEWRIGHT_REQUIRE_TOOLCHAINS === "1") throw new Error(`${target}: ${reason}`);
  console.warn(`SKIPPED, nothing was compiled for the target ${target}: ${reason}`);
  context.skip(reason);
}

/** Runs a command to its end; where it fails, what it printed is the error. */
export function finish(
  folder: string,
  command: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const { error, status, stdout, stderr } = spawnSync(command, words, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${words.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Why a command can't be run; nothing where it can. */
export function whyNot(command: string, ...words: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync(command, words, { encoding: "utf8" });
  if (error) return `${command} can't be run: ${error.message}`;
  return status === 0 ? undefined : `${command} ${words.join(" ")} ended with ${status}: ${stderr.trim()}`;
}

/** Generates all protocols in a language, builds one program with them, and compares what it makes of every line. */
export async function compare(toolchain: Toolchain): Promise<Verdicts> {
  const { target } = toolchain;
  const folder = temporaryFolder();
  const taken = subjects.filter(({ refusedBy = [] }) => !refusedBy.includes(target));
  for (const subject of taken) await writeTypes(subject, toolchain, folder);
  const groups = (await Promise.all(taken.map(linesOf))).flat();
  toolchain.layOut(folder, groups);
  const [command, ...words] = toolchain.build(folder);
  const requests = groups.flatMap(({ protocol, name, lines }) =>
    lines.map(({ text }) => JSON.stringify({ group: `${protocol}.${name}`, text })),
  );
  const input = join(folder, "requests.ndjson");
  writeFiles(folder, { "requests.ndjson": `${requests.join("\n")}\n` });
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: folder,
    input: readFileSync(input),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const answers = stdout.split("\n").filter((line) => line !== "");
  if (status !== 0 || answers.length !== requests.length) {
    throw new Error(
      `the program ended with ${status} after ${answers.length} of ${requests.length} answers: ${stderr}`,
    );
  }
  return verdictsOf(
    target,
    groups,
    answers.map((answer) => JSON.parse(answer) as Answer),
  );
}

async function writeTypes(
  subject: Subject,
  { target, options: optionsOf }: Toolchain,
  folder: string,
): Promise<void> {
  const { name } = subject;
  const files = await filesOf(subject, { targets: [target], targetOptions: optionsOf(name) });
  const placed = [...files].map(([path, text]) => [path.replace(`${target}/`, `generated/${name}/`), text]);
  writeFiles(folder, Object.fromEntries(placed));
}

function verdictsOf(target: string, groups: readonly Group[], answers: readonly Answer[]): Verdicts {
  const explained = new Map<string, number>();
  const unexplained: object[] = [];
  const counts: string[] = [];
  let at = 0;
  let allAccepted = 0;
  for (const { protocol, name, lines } of groups) {
    const tally = { accepted: 0, identical: 0, rejected: 0, unknown: 0, explained: 0 };
    for (const line of lines) {
      const answer = answers[at++] as Answer;
      if (isSame(line, answer)) {
        tally[line.verdict]++;
        if ("text" in answer && answer.text === (line.canonical ?? line.text)) tally.identical++;
        continue;
      }
      const difference = differences.find(
        (one) => one.targets.includes(target) && one.explains(line, answer),
      );
      if (!difference) unexplained.push({ group: `${protocol}.${name}`, ...line, answer });
      else {
        tally.explained++;
        explained.set(difference.id, (explained.get(difference.id) ?? 0) + 1);
      }
    }
    allAccepted += tally.accepted;
    const parts = Object.entries(tally).map(([what, count]) => `${count} ${what}`);
    counts.push(`${target}, ${protocol}.${name}: ${lines.length} lines: ${parts.join(", ")}`);
  }
  const reasons = [...explained].map(([id, count]) => `${target}, explained, ${id}: ${count}`);
  const unused = differences.filter(({ id, targets }) => targets.includes(target) && !explained.has(id));
  return {
    counts: [...counts, ...reasons].join("\n"),
    unexplained,
    accepted: allAccepted,
    unused: unused.map(({ id }) => id),
  };
}

/** Whether the other language is of the same opinion, and gives back the same value. */
function isSame({ verdict, text, canonical = text }: Line, answer: Answer): boolean {
  if ("text" in answer) return verdict === "accepted" && missingFrom(canonical, answer.text)?.length === 0;
  return "unknown" in answer ? verdict === "unknown" : verdict === "rejected";
}

/** Copies a program of `test/interop/languages`. */
export function copyProgram(path: string, to: string): void {
  copyFileSync(packagePath(`test/interop/languages/${path}`), to);
}
