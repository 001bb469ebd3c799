import { expect, type TestContext, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { Random, seed } from "../differential/random.js";
import { needReference, referencePath } from "../support/reference.js";
import { frameBytes } from "./frames.js";
import { needPython, runPython } from "./python.js";

/*
 * The generated package of the default protocol against the module that the backend has: the same structs, and the same
 * outcome for every frame, read and written back. They differ in what the other end can't hold, which the reference
 * does not ask for: integers beyond the safe ones, read where they have a type, and in free-form values written.
 */
const FRAMES = 12_000;

interface Structs {
  readonly [name: string]: readonly [tagField: string, tag: string, forbids: boolean, fields: object];
}

interface Outcome {
  readonly bytes?: string;
  readonly error?: string;
}

interface Answer {
  readonly reference: Outcome;
  readonly generated: Outcome;
  /** Of `event_from_dict` and `frame_from_dict`, where the text is an object. */
  readonly referenceDict?: Outcome;
  readonly generatedDict?: Outcome;
}

const unportable = [
  /Expected `int` [<>]= -?9007199254740991 - at `\$\.(current|total)`$/,
  /Expected `int` within ±\(2\^53 - 1\) - at `\$\..+`$/s,
  /Expected a number that both ends can hold - at `\$\..+`$/s,
  /Expected nesting of at most 512 levels$/,
];

test("the structs are those of the reference", (context) => {
  const [{ reference: wanted, generated: found }] = run(context, []);
  const withoutBounds = JSON.parse(
    JSON.stringify(found).replaceAll(/typing\.Annotated\[int, msgspec\.Meta\([^()]*\)\]/g, "<class 'int'>"),
  ) as Structs;
  expect(withoutBounds).toEqual(wanted);
  expect(Object.keys(wanted)).toHaveLength(8);
});

test("every frame has the same outcome: what is written back, or that it is refused", (context) => {
  const random = new Random(seed);
  const frames = Array.from({ length: FRAMES }, () => Buffer.from(frameBytes(random)));
  const deep = `${"[".repeat(600)}${"]".repeat(600)}`;
  frames.push(
    Buffer.from('{"kind":"progress","phase":"p","current":9007199254740992,"total":2}'),
    Buffer.from('{"kind":"done","result":{"a":[9007199254740992]}}'),
    Buffer.from('{"kind":"done","result":{"a":1e17}}'),
    Buffer.from(`{"kind":"done","result":{"a":${deep}}}`),
  );
  const [, ...answers] = run(context, frames);
  const outcomes = answers.flatMap((one) => [
    [one.reference, one.generated] as const,
    ...(one.referenceDict && one.generatedDict ? [[one.referenceDict, one.generatedDict] as const] : []),
  ]);
  const different = outcomes.filter(([wanted, found]) => wanted.bytes !== found.bytes);
  const isExplained = ({ error = "" }: Outcome) => unportable.some((one) => one.test(error));
  expect(different.filter(([, found]) => !isExplained(found)).slice(0, 5)).toEqual([]);
  // Each of the reasons is still one.
  const errors = different.map(([, { error = "" }]) => error);
  expect(unportable.filter((one) => !errors.some((error) => one.test(error)))).toEqual([]);
  const accepted = outcomes.filter(([, found]) => found.bytes !== undefined).length;
  expect(accepted).toBeGreaterThan(FRAMES / 4);
  expect(outcomes.length - accepted).toBeGreaterThan(FRAMES / 4);
}, 120_000);

function run(
  context: TestContext,
  frames: readonly Buffer[],
): [{ readonly reference: Structs; readonly generated: Structs }, ...Answer[]] {
  needReference(context);
  needPython(context, "msgspec");
  const program = packagePath("test/interop/both.py");
  const input = frames.map((bytes) => `${bytes.toString("hex")}\n`).join("");
  const output = runPython([program, referencePath, packagePath("generated/python")], input);
  const lines = output.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line)) as ReturnType<typeof run>;
}
