import { spawnSync } from "node:child_process";

/** What it takes to run a program, from its start to its end. */
export interface Cost {
  /** Seconds. */
  readonly time: number;
  /** The most memory that it held, in MiB; that of the processes which it has started is not counted. */
  readonly memory: number;
}

/** What a script of Node tells about itself when it ends, on a file descriptor of its own. */
const telling =
  "data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))";

/** Runs Node with these flags once. */
export function costOf(flags: readonly string[]): Cost {
  const start = performance.now();
  const { status, output, stderr } = spawnSync(process.execPath, ["--import", telling, ...flags], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const time = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${flags.join(" ")}\n${stderr}`);
  return { time, memory: Number(output[3]) / 1024 };
}
