import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { packagePath } from "../../generator/package.js";
import { temporaryFolder, writeFiles } from "../support/project.js";
import {
  events,
  filesIn,
  framewright,
  freshProject,
  outputOf,
  startFramewright,
  startNode,
  textsIn,
  until,
} from "./commandLine.js";

/** A schema with many kinds; each version of it has all of its texts for itself. */
function manyKinds(version: string, count: number): unknown {
  const frame = (_: unknown, index: number) => ({
    title: `Kind${index}`,
    description: `In version ${version}.`,
    type: "object",
    properties: { kind: { const: `kind_${index}` }, [`value_${version}`]: { type: "string" } },
    required: ["kind", `value_${version}`],
  });
  return { title: "Many", oneOf: Array.from({ length: count }, frame) };
}

/** The outputs of two versions of a schema; the second has one file less. */
async function twoOutputs(count: number): Promise<Record<string, string>[]> {
  const folder = temporaryFolder();
  const output = async (version: string) => {
    writeFiles(folder, { "schema.json": manyKinds(version, count) });
    const texts = await outputOf({ inputs: ["schema.json"], workingFolder: folder });
    // All files of the two differ, so that a mixture of them shows.
    return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, `${text}// ${version}\n`]));
  };
  const [one, two] = [await output("one"), await output("two")];
  delete two["generated/ts/guards.ts"];
  return [one, two];
}

const isTemporary = (path: string) => path.endsWith("-tmp");

/** The files that are neither as the one nor as the other version has them. */
function torn(folder: string, versions: readonly Readonly<Record<string, string>>[]): string[] {
  return Object.entries(textsIn(folder))
    .filter(
      ([path, text]) =>
        path.startsWith("generated/") && !isTemporary(path) && !versions.some((one) => one[path] === text),
    )
    .map(([path]) => path);
}

describe("a run that is killed", () => {
  it("leaves every file wholly old or wholly new, at whatever moment", async () => {
    const versions = await twoOutputs(100);
    const folder = temporaryFolder({ "one.json": versions[0], "two.json": versions[1] });
    const script = `
      import { readFileSync } from "node:fs";
      import { apply } from ${JSON.stringify(packagePath("dist/generator/write/apply.js"))};
      import { plan } from ${JSON.stringify(packagePath("dist/generator/write/plan.js"))};
      const texts = new Map(Object.entries(JSON.parse(readFileSync(process.argv[1], "utf8"))));
      const changes = plan(texts, ".", ".");
      process.stdout.write("begin\\n", () => { apply(changes, ".", "."); process.stdout.write("end\\n"); });`;
    const start = (version: string) =>
      startNode(folder, ["--input-type=module", "--eval", script, join(folder, version)]);

    const whole = start("one.json");
    await until(() => whole.stdout().includes("begin"));
    const begin = performance.now();
    expect(await whole.finished).toMatchObject({ exitCode: 0 });
    let duration = performance.now() - begin;

    let killed = 0;
    // On a busy machine that one may have taken longer than others do.
    for (let round = 0; round < 20 || (killed < 5 && round < 100); round++) {
      const running = start(round % 2 === 0 ? "two.json" : "one.json");
      await until(() => running.stdout().includes("begin") || running.process.exitCode !== null);
      await delay((duration * (round % 20)) / 20);
      running.process.kill("SIGKILL");
      const { stdout, stderr } = await running.finished;
      expect(stderr).toBe("");
      if (!stdout.includes("end")) killed++;
      else duration *= 0.9;
      expect(torn(folder, versions)).toEqual([]);
    }
    expect(killed).toBeGreaterThan(4);
    expect(await start("two.json").finished).toMatchObject({ exitCode: 0, stderr: "" });
    const { "one.json": _one, "two.json": _two, ...texts } = textsIn(folder);
    expect(texts).toEqual(versions[1]);
  });

  it("is completed by the next run of the command, and leaves nothing lying about", async () => {
    const schemas = [manyKinds("one", 60), manyKinds("two", 60)];
    const folder = temporaryFolder({ "schema.json": schemas[0] });
    const outputs: Record<string, string>[] = [];
    for (const schema of schemas) {
      writeFiles(folder, { "schema.json": schema });
      outputs.push(await outputOf({ inputs: ["schema.json"], workingFolder: folder }));
    }
    let killed = 0;
    for (let round = 0; round < 3; round++) {
      writeFiles(folder, { "schema.json": schemas[round % 2] });
      const running = startFramewright(folder, "generate", "schema.json");
      const isWriting = () => filesIn(folder).some(isTemporary);
      await until(() => isWriting() || running.process.exitCode !== null);
      await delay(round * 3);
      running.process.kill("SIGKILL");
      if ((await running.finished).exitCode === null) killed++;
      expect(torn(folder, outputs)).toEqual([]);
    }
    expect(killed).toBeGreaterThan(0);
    expect(framewright(folder, "generate", "schema.json")).toMatchObject({ exitCode: 0, stderr: "" });
    const { "schema.json": _schema, ...texts } = textsIn(folder);
    expect(texts).toEqual(outputs[0]);
  });

  it("leaves nothing that check takes for drift, and no unfinished file after generate", async () => {
    const folder = await freshProject();
    // No process has the one number; the other is that of a run that is still going on: this one.
    const left = "generated/ts/.types.ts.2147483646.framewright-tmp";
    const unfinished = `generated/ts/.types.ts.${process.pid}.framewright-tmp`;
    const text = textsIn(folder)["generated/ts/types.ts"];
    writeFiles(folder, { [left]: text, [unfinished]: text });
    expect(framewright(folder, "check")).toMatchObject({ exitCode: 0, stderr: "" });
    const { exitCode, stdout, stderr } = framewright(folder, "generate");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Nothing to write/);
    expect(filesIn(folder).filter(isTemporary)).toEqual([unfinished]);
  });
});

describe("runs at the same time", () => {
  it("all end well", async () => {
    const folder = await freshProject();
    const header = "// Generated by framewright from schema/protocol.json. Do not edit.\n";
    writeFiles(folder, {
      "schema/events.schema.json": events("Changed."),
      "generated/ts/gone/old.ts": header,
    });
    rmSync(join(folder, "generated/ts/runtime"), { recursive: true });
    const running = [1, 2, 3].map(() => startFramewright(folder, "generate"));
    for (const one of running) expect(await one.finished).toMatchObject({ exitCode: 0, stderr: "" });
    const expected = await outputOf({ inputs: ["schema/protocol.json"], workingFolder: folder });
    const {
      "schema/protocol.json": _manifest,
      "schema/events.schema.json": _schema,
      ...texts
    } = textsIn(folder);
    expect(texts).toEqual(expected);
    expect(readdirSync(join(folder, "generated/ts"))).not.toContain("gone");
  });
});
