import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { framesOf, type Kind, kinds, textOf } from "./frames.js";
import { madeFolder } from "./made.js";
import { measurements } from "./race.js";
import type { Runtime } from "./runtimes.js";

/** What both ends do; `msgspec` writes bytes only. */
export const peerTasks = ["decode", "decodeBytes", "encodeInto"] as const;

/** What a frame takes at both ends, in nanoseconds of processor time. */
export interface Peer {
  readonly task: (typeof peerTasks)[number];
  readonly kind: Kind;
  /** `decodeFrame` and `encodeFrameInto`. */
  readonly framewright: number;
  /** A decoder and an encoder of msgspec, by themselves. */
  readonly msgspec: number;
  /** `decode_frame` and `encode_frame` of the generated package. */
  readonly package: number;
  /** What of that is a call from Python into C, and one of a function of Python. */
  readonly call: number;
  readonly function: number;
}

type Side = Exclude<keyof Peer, "task" | "kind">;

const python = process.env.PYTHON ?? "python3";

/** What is compared: the versions of Python and msgspec; nothing where they are not there. */
export function peerVersions(): Readonly<Record<"python" | "msgspec", string>> | undefined {
  const program = "import msgspec, platform; print(platform.python_version(), msgspec.__version__)";
  const { status, stdout } = spawnSync(python, ["-c", program], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [version = "", msgspec = ""] = stdout.trim().split(" ");
  return { python: version, msgspec };
}

/** Measures both ends with the same frames, in turns, so that what slows the machine down slows both. */
export function* peers(runtime: Runtime, isQuick: boolean): Generator<Peer> {
  const turns = isQuick ? 2 : 4;
  const effort = { runs: 3, rounds: 2, length: isQuick ? 1.5 : 4 };
  const best = new Map<string, number>();
  const keep = (task: string, kind: string, side: Side, time: number) => {
    const key = `${task} ${kind} ${side}`;
    best.set(key, Math.min(time, best.get(key) ?? Number.POSITIVE_INFINITY));
  };
  for (let turn = 0; turn < turns; turn++) {
    const settings = { kinds, layouts: ["canonical"] as const, tasks: peerTasks, effort };
    for (const { task, kind, time } of measurements(runtime, "framewright", settings))
      keep(task, kind, "framewright", time);
    for (const { task, kind, who, time } of timedByPeer(effort.runs * effort.rounds, effort.length))
      keep(task, kind, who, time);
  }
  for (const task of peerTasks) {
    for (const kind of kinds) {
      const of = (side: Side) => best.get(`${task} ${kind} ${side}`) ?? Number.NaN;
      yield {
        task,
        kind,
        framewright: of("framewright"),
        msgspec: of("msgspec"),
        package: of("package"),
        call: of("call"),
        function: of("function"),
      };
    }
  }
}

interface Timed {
  readonly who: Exclude<Side, "framewright">;
  readonly task: Peer["task"];
  readonly kind: Kind;
  readonly time: number;
}

function timedByPeer(rounds: number, length: number): Timed[] {
  const request = {
    folders: [resolve("generated/python"), resolve(madeFolder, "report/python")],
    kinds: kinds.map((kind) => ({
      kind,
      package: kind === "report" ? "report_event" : "exlab_events",
      texts: framesOf(kind).map((frame) => textOf(frame, "canonical")),
    })),
    rounds,
    length,
  };
  const { status, stdout, stderr } = spawnSync(python, ["-B", resolve("test/bench/peer.py")], {
    input: JSON.stringify(request),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`peer.py ended with ${status}: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Timed);
}
