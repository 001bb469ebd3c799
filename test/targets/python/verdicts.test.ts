import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { packagePath } from "../../../generator/package.js";
import { needPython, runPython } from "../../interop/python.js";
import { goldenNames, goldenOptions } from "../../support/golden.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";

/* Every golden case, at both ends: the same verdict and the same text, but for the differences that are explained. */

/** A line of the target `corpus`. */
interface Line {
  readonly text: string;
  readonly verdict: string;
  readonly message?: string;
  readonly canonical?: string;
}

interface Answer {
  readonly verdict: string;
  readonly text?: string;
  readonly error?: string;
}

/** A way in which Python differs, and has to. */
interface Difference {
  readonly reason: string;
  explains(line: Line, answer: Answer, isWeaker: boolean): boolean;
}

const differences: readonly Difference[] = [
  {
    reason: "msgspec takes frames that are nested deeper; they are not written again.",
    explains: ({ message = "" }) => message.startsWith("Expected nesting of at most 512 levels"),
  },
  {
    reason: "`1.0` is an integer to JSON Schema, and a float to msgspec.",
    explains: (line, { error = "" }) =>
      line.verdict === "accepted" && /^Expected .*`int.*, got `float`/.test(error),
  },
  {
    reason: "Floats are laid out by either language in what no schema speaks of.",
    explains: (line, { text }) => text !== undefined && plainNumbers(text) === plainNumbers(wanted(line)),
  },
  {
    reason: "Fields that are not declared are dropped, which is noted: a class has no place for them.",
    explains: (line, { text }, isWeaker) => isWeaker && line.verdict === "accepted" && text !== undefined,
  },
  {
    reason: "Whether both ends can hold a number in them is no matter then.",
    explains: ({ message = "" }, { verdict }, isWeaker) =>
      isWeaker && verdict === "accepted" && message.startsWith("Expected `integer` within ±(2^53 - 1), got"),
  },
  {
    reason: "In a list of anything, msgspec does not tell an integer of 64 bits from another.",
    explains: (line, { error = "" }) =>
      line.verdict === "accepted" && error === "Expected `int` within ±(2^53 - 1) - at `$.pair[0]`",
  },
];

/** Cases that one of the two targets refuses. */
const refused = ["hostile-kinds-and-keys", "names-that-meet"];
const names = goldenNames.filter((name) => !name.startsWith("refused") && !refused.includes(name));
const used = new Set<Difference>();

describe("what is written and refused", () => {
  test.for(names)("%s", async (name, context) => {
    needPython(context, "msgspec");
    const options = { ...goldenOptions(name), targetOptions: { python: { package: "generated" } } };
    const { files, diagnostics } = await generate({ ...options, targets: ["python", "corpus"] });
    const folder = temporaryFolder();
    writeFiles(folder, Object.fromEntries(files));
    const [, ...lines] = (files.get("corpus/frames.ndjson") ?? "").trim().split("\n");
    const program = packagePath("test/targets/python/verdicts.py");
    const output = runPython([program, join(folder, "python"), "generated"], `${lines.join("\n")}\n`);
    const answers = output.trim().split("\n");
    expect(answers).toHaveLength(lines.length);
    const isWeaker = diagnostics.some(({ code }) => code === "target-weaker");
    const unexplained = lines.flatMap((text, index) => {
      const line = JSON.parse(text) as Line;
      const answer = JSON.parse(answers[index] as string) as Answer;
      const isSame =
        answer.verdict === line.verdict && (answer.text === undefined || answer.text === wanted(line));
      const difference = differences.find((one) => one.explains(line, answer, isWeaker));
      if (!isSame && difference) used.add(difference);
      return isSame || difference ? [] : [{ line, answer }];
    });
    expect(unexplained.slice(0, 5)).toEqual([]);
  });
});

test("every difference is still there", (context) => {
  needPython(context, "msgspec");
  expect(differences.filter((one) => !used.has(one)).map(({ reason }) => reason)).toEqual([]);
});

function wanted({ text, canonical = text }: Line): string {
  return canonical;
}

/** A text with its numbers as JavaScript writes them. */
function plainNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d+[.eE]/.test(token) ? String(Number(token)) : token,
  );
}
