import { brokenTwice } from "./broken.js";
import type { Contestant, Tasks } from "./contestants/contestant.js";
import { contestant as hand } from "./contestants/hand.js";
import { framesOf, type Kind, type Layout, type Plain, textOf } from "./frames.js";
import { type Effort, measure, median, type Subject } from "./measure.js";

/** What was measured of one contestant, at one task with the frames of one kind. */
export interface Measurement {
  readonly task: keyof Tasks;
  readonly kind: Kind;
  readonly layout: Layout;
  /** Nanoseconds of processor time. */
  readonly time: number;
  /** How many times as long others took for the same in the same process: the median of what each run says. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** What is to be measured of a contestant, and for how long. */
export interface Settings {
  readonly kinds: readonly Kind[];
  readonly layouts: readonly Layout[];
  /** All that it can do, where they are not given. */
  readonly tasks?: readonly (keyof Tasks)[];
  readonly effort: Effort;
}

/** What is measured beside a contestant, by task. */
const baselines: Readonly<Record<keyof Tasks, (kind: Kind) => Readonly<Record<string, unknown>>>> = {
  decode: (kind) => ({ "JSON.parse": JSON.parse, hand: hand.tasks(kind).decode }),
  decodeBytes: () => ({ "JSON.parse": (bytes: Uint8Array) => JSON.parse(utf8.decode(bytes)) }),
  encode: () => ({ "JSON.stringify": JSON.stringify }),
  encodeInto: () => ({
    "JSON.stringify": (frame: unknown) => encoder.encodeInto(JSON.stringify(frame), buffer).written,
  }),
  guard: (kind) => ({ hand: hand.tasks(kind).guard }),
  reject: () => ({ "JSON.parse": JSON.parse }),
};

const allTasks = Object.keys(baselines) as (keyof Tasks)[];

const utf8 = new TextDecoder();
const encoder = new TextEncoder();
const buffer = new Uint8Array(2 ** 16);

/** Measures all that a contestant can do with frames of these kinds, in each layout that it can read. */
export function* speeds(
  contestant: Contestant,
  { kinds, layouts: only, tasks: wanted = allTasks, effort }: Settings,
): Generator<Measurement> {
  const { tasks, differences = [] } = contestant;
  for (const task of wanted) {
    const able = kinds.filter((kind) => tasks(kind)[task]);
    // A program meets all kinds: what the compiler has learnt from one of them alone is of no use to it.
    for (const kind of able) warmUp(subjectOf(contestant, task, kind, "canonical"));
    for (const layout of task === "decode" ? only : only.slice(0, 1)) {
      if (differences.includes(layout)) continue;
      for (const kind of able) yield speed(contestant, task, kind, layout, effort);
    }
  }
}

function speed(
  contestant: Contestant,
  task: keyof Tasks,
  kind: Kind,
  layout: Layout,
  effort: Effort,
): Measurement {
  const subject = subjectOf(contestant, task, kind, layout);
  const others = Object.entries(baselines[task](kind));
  const inputs = inputsOf(task, kind, layout);
  const beside = others.map(([, run]) => ({ task: run as Subject["task"], inputs }));
  const [times = [], ...rest] = measure([subject, ...beside], effort);
  const ratios = others.map(([name], index) => [
    name,
    median(times.map((time, run) => (rest[index]?.[run] as number) / time)),
  ]);
  return { task, kind, layout, time: median(times), ratios: Object.fromEntries(ratios) };
}

function subjectOf({ tasks, own }: Contestant, task: keyof Tasks, kind: Kind, layout: Layout): Subject {
  const run = tasks(kind)[task] as Subject["task"];
  const inputs = inputsOf(task, kind, layout);
  return {
    task: task === "encodeInto" ? into(run) : run,
    inputs: task === "encode" && own ? inputs.map((frame) => own(kind, frame as Plain)) : inputs,
  };
}

function inputsOf(task: keyof Tasks, kind: Kind, layout: Layout): readonly unknown[] {
  return framesOf(kind).map((frame) => inputOf(task, frame, layout));
}

function into(run: (frame: never, buffer: Uint8Array) => unknown): Subject["task"] {
  return (frame) => run(frame, buffer);
}

function inputOf(task: keyof Tasks, frame: Plain, layout: Layout): unknown {
  switch (task) {
    case "decode":
      return textOf(frame, layout);
    case "decodeBytes":
      return encoder.encode(textOf(frame, layout));
    case "reject":
      return textOf(brokenTwice(frame), layout);
    default:
      return JSON.parse(textOf(frame, layout));
  }
}

function warmUp({ task, inputs }: Subject): void {
  for (const input of inputs) task(input as never);
}
