/** Something that is called with each of its inputs in turn. */
export interface Subject {
  readonly task: (input: never) => unknown;
  readonly inputs: readonly unknown[];
}

/** How much time a measurement may take. */
export interface Effort {
  /** How often all subjects are measured, one after the other. */
  readonly runs: number;
  /** Rounds of a run, of which the fastest counts. */
  readonly rounds: number;
  /** How long a round takes, in milliseconds. */
  readonly length: number;
}

/**
 * Nanoseconds of processor time that a call takes, of each subject in each run.
 *
 * Subjects take turns, so that what slows the machine down slows all of them; and each has a loop of its own, as a program that
 * decodes frames in one place has: a shared one would make every call in it one of many targets.
 */
export function measure(subjects: readonly Subject[], { runs, rounds, length }: Effort): number[][] {
  const lanes = subjects.map((subject) => ({ round: roundOf(subject), count: 0, times: [] as number[] }));
  for (const lane of lanes) lane.count = countFor(lane.round, length, runs * rounds);
  for (let run = 0; run < runs; run++) {
    const best = lanes.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < rounds; round++) {
      for (const [index, lane] of lanes.entries()) {
        best[index] = Math.min(best[index] as number, timeOf(lane.round, lane.count) / lane.count);
      }
    }
    for (const [index, lane] of lanes.entries()) lane.times.push((best[index] as number) * 1e6);
  }
  return lanes.map(({ times }) => times);
}

type Round = (count: number) => unknown;

let loops = 0;

function roundOf({ task, inputs }: Subject): Round {
  // The number makes the text another one: what engines have learnt of a function they keep for all others of its text.
  const body = `
    return (count) => { // ${loops++}
      let last;
      for (let index = 0; index < count; index++) last = task(inputs[index % ${inputs.length}]);
      return last;
    };`;
  return new Function("task", "inputs", body)(task, inputs) as Round;
}

/** How many calls take `length` milliseconds, once the compiler has had the time of so many rounds to do what it can. */
function countFor(round: Round, length: number, rounds: number): number {
  let count = 64;
  let time = timeOf(round, count);
  for (let spent = time; spent < length * rounds; spent += time) {
    if (time < length / 2) count *= 2;
    time = timeOf(round, count);
  }
  return Math.max(1, Math.round((count * length) / time));
}

/** Processor time in milliseconds: neighbours on the same machine do not count. */
function timeOf(round: Round, count: number): number {
  const start = process.cpuUsage();
  round(count);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
