/*
 * Hostile strings in every place of a schema that may hold one. Each is refused with a diagnostic, or what is generated
 * compiles under the strict flags, has nothing in it that a harmless schema would not have brought about, touches no
 * global when it runs, and gives the string back as it was.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { compilerErrors, writeFiles } from "../support/project.js";
import { sharedFolder } from "../support/tarball.js";
import { corpus, own } from "./corpus.js";
import { type Comment, type Position, positions } from "./positions.js";
import { type Settled, settle } from "./settle.js";
import { commentsOf, foreignTo, type Syntax, syntaxOf, union } from "./syntax.js";

const isWhole = process.env.CI !== undefined;
const folder = sharedFolder();
let harmless: Syntax;

/** What became of some strings in a position, and where in the folder the modules with them are. */
interface Outcome extends Settled {
  readonly strings: readonly string[];
  readonly path: string;
}

/** The outcomes by position, of the strings whose modules are compiled with all checks and of the others. */
const outcomes = new Map<string, readonly Outcome[]>();

beforeAll(async () => {
  const { files } = await generate({
    inputs: ["harmless.schema.json"],
    workingFolder: packagePath("test/injection"),
  });
  harmless = union([...goldenModules(), ...ownModules(files)].map(syntaxOf));
  for (const [index, position] of positions.entries()) {
    // Ours stand in every position; each of the others in one position of eight, and under CI in every other one, too.
    const isChecked = (text: string, at: number) => own.includes(text) || (at + index) % 8 === 0;
    const others = isWhole ? corpus.filter((text, at) => !isChecked(text, at)) : [];
    outcomes.set(position.name, [
      await settledIn(`checked/position${index}`, position, corpus.filter(isChecked)),
      // To check types takes most of the time: the syntax of these is looked at, and they run.
      await settledIn(`unchecked/position${index}`, position, others),
    ]);
  }
}, 600_000);

async function settledIn(path: string, position: Position, strings: readonly string[]): Promise<Outcome> {
  const one = await settle(position, strings, folder);
  writeFiles(join(folder, path), Object.fromEntries(one.files));
  return { ...one, strings, path };
}

/** The texts of all modules that the golden cases have, which are read by people. */
function goldenModules(): string[] {
  const golden = packagePath("test/golden");
  return readdirSync(golden, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith(".ts") && parentPath.includes("output"))
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), "utf8"));
}

test("there are many strings, and no two the same", () => {
  expect(corpus.length).toBeGreaterThan(600);
  expect(new Set(own).size).toBe(own.length);
});

describe.each(positions.map((position) => [position.name, position] as const))("%s", (name, position) => {
  const all = () => outcomes.get(name) ?? [];

  test("every string is refused with a reason and a place, or taken", () => {
    for (const { strings, accepted, refused } of all()) {
      expect(accepted.length + refused.size).toBe(strings.length);
      for (const { file, pointer, message } of refused.values()) {
        expect(file).toMatch(/\.json$/);
        expect(pointer).toBeDefined();
        expect(message.length).toBeGreaterThan(10);
      }
    }
  });

  test("what is generated has nothing in it that a harmless schema would not have", async () => {
    for (const { accepted, files } of all()) {
      const found = foreignTo(harmless, ownModules(files));
      if (found.length > 0) expect.fail(await culprit(position, accepted, found));
    }
  });

  test("the paths are the same as ever, and so is the runtime", () => {
    for (const [path, text] of all().flatMap(({ files }) => [...files])) {
      expect(path).toMatch(
        /^ts\/(channels|checks|codecs|constructors|copies|frames|guards|index|loose|putters|readers|restores|shapes|types|unions|writers|runtime\/[a-z-]+)\.ts$/,
      );
      if (!path.startsWith("ts/runtime/")) continue;
      expect(text.split("\n").slice(2).join("\n")).toBe(runtimeSource(path));
    }
  });

  const { comments } = position;
  if (comments) {
    test("what it says is in the comments, and stays there", () => {
      for (const { accepted, files } of all()) {
        const texts = ["types", "channels"].map((module) => files.get(`ts/${module}.ts`) ?? "");
        const found = new Map(texts.flatMap((text) => [...commentsOf(text)]));
        const lost = comments(accepted).filter((one) => !isSaid(one, found.get(one.declaration) ?? []));
        expect(lost).toEqual([]);
      }
    });
  }
});

/** Names the string with which a module has something foreign in it. */
async function culprit(
  position: Position,
  strings: readonly string[],
  found: readonly string[],
): Promise<string> {
  for (const text of strings) {
    const { files } = await settle(position, [text], folder);
    const own = foreignTo(harmless, ownModules(files));
    if (own.length > 0) return `${JSON.stringify(text)} brings about ${own.join(", ")}`;
  }
  return `some strings together bring about ${found.join(", ")}`;
}

/** The modules that are generated, without the runtime. */
function ownModules(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([path]) => !path.startsWith("ts/runtime/")).map(([, text]) => text);
}

function runtimeSource(path: string): string {
  return readFileSync(packagePath(path.replace(/^ts/, "generator")), "utf8");
}

function isSaid({ text, as }: Comment, comments: readonly string[]): boolean {
  if (as === "text") {
    const wanted = essence(text);
    return wanted === "" || comments.some((comment) => essence(comment).includes(wanted));
  }
  const wanted = shortened(text);
  if (as === "example" && JSON.stringify(text).length > 100) return true; // long ones are left out
  return comments.some((comment) => {
    const [, quoted] = new RegExp(`@${as} \`(.*)\`$`, "m").exec(comment) ?? [];
    return quoted !== undefined && shortened(JSON.parse(unescaped(quoted))) === wanted;
  });
}

/** A text without what a comment may add, take away or replace: white space, backslashes and what can't be seen. */
function essence(text: string): string {
  return text.replace(/[\s\\\p{Cc}\p{Cf}\p{Cs}\ufffd]/gu, "");
}

/** A value as it stands between backticks: without backticks, and without more than one space at a time. */
function shortened(text: string): string {
  return text.replaceAll("`", "'").replace(/\s+/g, " ");
}

/** What a comment escapes of its own, as it was: an even number of backslashes in front is the value's. */
function unescaped(text: string): string {
  return text.replace(/(?<!\\)((?:\\\\)*)\\([@*])/g, "$1$2").replace(/\*\\\//g, "*/");
}

describe("what is generated", () => {
  test("compiles under the strict flags", () => {
    expect(compilerErrors(join(folder, "checked"), emitting)).toBe("");
    if (isWhole) expect(compilerErrors(join(folder, "unchecked"), { ...emitting, noCheck: true })).toBe("");
  }, 600_000);

  test("touches no global, and gives every string back", () => {
    const jobs = positions.flatMap(({ name, expectations }) =>
      (outcomes.get(name) ?? []).flatMap(({ accepted, files, path }) => {
        if (files.size === 0) return [];
        const module = pathToFileURL(join(folder, path.replace("/", "/compiled/"), "ts/index.js")).href;
        return [{ name, module, expectations: expectations?.(accepted) ?? [] }];
      }),
    );
    expect(observed(jobs)).toEqual({ touched: [], wrong: [] });
  }, 600_000);
});

const emitting = { noEmit: false, outDir: "compiled", rootDir: "." };

/** What `observer.mjs` says of modules. */
function observed(jobs: readonly object[]): { readonly touched: string[]; readonly wrong: string[] } {
  const [input, output] = [join(folder, "jobs.json"), join(folder, "result.json")];
  writeFileSync(input, JSON.stringify(jobs));
  execFileSync(process.execPath, [
    "--disallow-code-generation-from-strings",
    packagePath("test/injection/observer.mjs"),
    input,
    output,
  ]);
  return JSON.parse(readFileSync(output, "utf8"));
}
