/*
 * How fast `framewright validate` is, beside the bare decoder of `generated/ts/` on the same lines, in one process:
 *
 *   npm run build && node test/bench/validate.mjs [megabytes]
 *
 * Then the command itself, on a file of that size: time and the most memory it took. Prints nanoseconds a line.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tryDecodeFrame } from "../../dist/generated/ts/index.js";
import { packagePath } from "../../dist/generator/package.js";
import { run } from "../../dist/generator/pipeline.js";
import { readLines } from "../../dist/generator/recording/index.js";
import { Validator } from "../../dist/generator/validate/index.js";

const megabytes = Number(process.argv[2] ?? 256);
const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), "framewright-bench-"));
const file = join(folder, "frames.ndjson");

try {
  const count = writeRecording();
  const { protocol, codecs } = await run({
    inputs: ["schema/protocol.json"],
    workingFolder: packagePath("."),
  });
  const ways = {
    "read lines only": () => () => {},
    "bare decoder": () => (line) => {
      if (tryDecodeFrame(line.text).status !== "frame") throw new Error(line.text);
    },
    validator: () => {
      const validator = new Validator(protocol, codecs);
      return (line) => {
        if (validator.check(line)) throw new Error(line.text);
      };
    },
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      await readLines(file, folder, way());
      times[name].push(((performance.now() - start) * 1e6) / count);
    }
  }
  const best = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, Math.min(...all)]));
  for (const [name, time] of Object.entries(best)) console.log(`${name}: ${time.toFixed(0)} ns a line`);
  console.log(`validator / bare decoder: ${(best.validator / best["bare decoder"]).toFixed(2)}`);
  runCommand(count);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a recording of small frames, no two alike; gives how many. */
function writeRecording() {
  const out = openSync(file, "w");
  let count = 0;
  for (let written = 0; written < megabytes * 2 ** 20; ) {
    let text = "";
    for (let line = 0; line < 10_000; line++) text += `${frame(count++)}\n`;
    written += writeSync(out, text);
  }
  closeSync(out);
  return count;
}

function frame(number) {
  switch (number % 3) {
    case 0:
      return `{"kind":"phase","phase":"step ${number}","at":"2024-05-01T10:00:00Z"}`;
    case 1:
      return `{"kind":"progress","phase":"writing_cache","current":${number},"total":99999999}`;
    default:
      return `{"kind":"done","result":{"path":"/runs/${number}","sync_status":"queued","blocked":[]}}`;
  }
}

function runCommand(count) {
  const start = performance.now();
  const script = `
    process.argv.splice(1, process.argv.length, "framewright", "validate", ${JSON.stringify(file)});
    const { run } = await import(${JSON.stringify(new URL("../../dist/bin/cli.js", import.meta.url).href)});
    process.exitCode = await run(process.argv.slice(2));
    process.on("exit", () => console.log(Math.round(process.resourceUsage().maxRSS / 1024) + " MiB at most"));`;
  const flags = ["--input-type=module", "--eval", script];
  const { stdout, status } = spawnSync(process.execPath, flags, { cwd: packagePath("."), encoding: "utf8" });
  const time = performance.now() - start;
  console.log(
    `the command: ${((time * 1e6) / count).toFixed(0)} ns a line, start included; exit code ${status}`,
  );
  console.log(stdout.trim().split("\n").slice(-2).join("; "));
}
