/*
 * How fast `framewright infer` is, and how much memory it takes, for recordings of several lengths of the default protocol's frames:
 *
 *   npm run build && node test/bench/infer.mjs [frames…]
 *
 * Beside it, in the same run, how long it takes to read and parse those lines by `JSON.parse`. Each run is a process of its own.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagePath } from "../../dist/generator/package.js";
import { read } from "../../dist/generator/pipeline.js";
import { Drawer } from "../../dist/generator/plan/draw.js";

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000];
const folder = mkdtempSync(join(tmpdir(), "framewright-bench-"));
const file = join(folder, "recording.ndjson");
const moduleOf = (path) => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href);

const infer = `
  const { infer } = await import(${moduleOf("generator/infer/index.js")});
  await infer({ recording: ${JSON.stringify(file)} });`;
const parse = `
  const { readLines } = await import(${moduleOf("generator/recording/index.js")});
  await readLines(${JSON.stringify(file)}, ".", ({ text }) => JSON.parse(text));`;

try {
  for (const count of counts) {
    writeRecording(count);
    const [inferring, parsing] = [measured(infer), measured(parse)];
    const ratio = (inferring.seconds / parsing.seconds).toFixed(1);
    const size = (statSync(file).size / 2 ** 20).toFixed(0);
    console.log(
      `${count} frames, ${size} MiB: ${inferring.seconds.toFixed(1)} s, ${inferring.memory} MiB at most; ` +
        `${ratio} times as long as reading and parsing (${parsing.memory} MiB)`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes frames of each kind in turn: a thousand that are drawn of each, over and over, no two alike by a number in them. */
function writeRecording(count) {
  const { protocol } = read({ inputs: ["schema/protocol.json"], workingFolder: packagePath(".") });
  const drawer = new Drawer(protocol, 1);
  const drawn = protocol.channels.flatMap(({ name: channel, serverToClient }) =>
    serverToClient.frames.flatMap(({ name }) =>
      Array.from({ length: 1000 }, () => JSON.stringify({ channel, frame: drawer.frame(name) })),
    ),
  );
  const out = openSync(file, "w");
  for (let at = 0; at < count; at += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, count - at) }, (_, index) => {
      const number = at + index;
      return `${drawn[(number * 997) % drawn.length].slice(0, -2)},"n":${number}}}\n`;
    });
    writeSync(out, lines.join(""));
  }
  closeSync(out);
}

function measured(script) {
  const start = performance.now();
  const memory = 'process.on("exit", () => console.log(Math.round(process.resourceUsage().maxRSS / 1024)));';
  const flags = ["--input-type=module", "--eval", memory + script];
  const { stdout, stderr, status } = spawnSync(process.execPath, flags, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return { seconds: (performance.now() - start) / 1000, memory: Number(stdout) };
}
