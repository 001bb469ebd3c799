import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { type BuildOptions, buildSync } from "esbuild";
import problems from "../../schema/problems.schema.json" with { type: "json" };
import session from "../../schema/session.schema.json" with { type: "json" };
import { madeFolder } from "./made.js";
import { names } from "./names.js";
import reportSchema from "./report.schema.json" with { type: "json" };
import { toolPath } from "./toolbox.js";
import { typiaProject } from "./typia.js";

/** Makes the code of those contestants that are generators themselves. */
export function prepare(): void {
  rmSync(madeFolder, { recursive: true, force: true });
  mkdirSync(madeFolder, { recursive: true });
  makeFramewright();
  const all = ["frame", ...(Object.keys(names) as (keyof typeof names)[])] as const;
  makeAjv("ajv.js", all, false);
  makeAjv("ajv-all-errors.js", all, true);
  makeAjv("ajv-frame.js", ["frame"], false);
  makeAjv("ajv-phase.js", ["phase"], false);
  makeProtobuf();
  makeQuicktype();
  makeTypia();
}

const definitions = { ...session.$defs, ...problems.$defs, ...reportSchema.$defs };

function makeFramewright(): void {
  const out = resolve(madeFolder, "report");
  run(process.execPath, [
    "bin/framewright.js",
    "generate",
    "test/bench/report.schema.json",
    "--out",
    out,
    "--target",
    "ts,python",
  ]);
  bundle(resolve(out, "ts/index.ts"), "report.js");
}

/** Standalone code for the frame of any kind, for each kind, or for all of that. */
function makeAjv(file: string, wanted: readonly (keyof typeof names | "frame")[], allErrors: boolean): void {
  const ajv = new Ajv2020({
    allErrors,
    discriminator: true,
    strict: false,
    validateFormats: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema({ $id: "all", $defs: definitions });
  const { report, ...frames } = names;
  ajv.addSchema({
    $id: "frame",
    type: "object",
    discriminator: { propertyName: "kind" },
    required: ["kind"],
    oneOf: Object.values(frames).map((name) => ({ $ref: `all#/$defs/${name}` })),
  });
  const validators = wanted.map((kind) => [kind, kind === "frame" ? kind : `all#/$defs/${names[kind]}`]);
  const source = resolve(madeFolder, file.replace(".js", ".source.js"));
  writeFileSync(source, standaloneCode.default(ajv, Object.fromEntries(validators)));
  bundle(source, file);
}

function makeProtobuf(): void {
  const template = {
    version: "v2",
    plugins: [
      { local: toolPath(".bin/protoc-gen-es"), out: madeFolder, opt: ["target=js", "json_types=false"] },
    ],
  };
  run(toolPath(".bin/buf"), [
    "generate",
    "test/bench",
    "--path",
    "test/bench/frames.proto",
    "--template",
    JSON.stringify(template),
  ]);
}

function makeQuicktype(): void {
  const schemas = Object.values(names).map((name) => {
    const file = resolve(madeFolder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ $ref: `#/$defs/${name}`, $defs: withoutFormats(definitions) }));
    return file;
  });
  const out = resolve(madeFolder, "quicktype.ts");
  run(process.execPath, [
    toolPath("quicktype/dist/index.js"),
    "--src-lang",
    "schema",
    "--out",
    out,
    ...schemas,
  ]);
  bundle(out, "quicktype.js");
}

/** Its version 9 is the last one that is a plugin of a compiler in JavaScript; later ones are built by Go first. */
function makeTypia(): void {
  const folder = typiaProject(resolve(madeFolder, "report/ts/types.ts"));
  run(process.execPath, [toolPath("ts-patch/bin/tspc.js"), "-p", folder]);
  bundle(resolve(folder, "out/source.js"), "typia.js");
}

/** The others take a date for a string as well. */
function withoutFormats(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === "format" ? undefined : value)) as object;
}

function bundle(entry: string, file: string): void {
  const options: BuildOptions = {
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["@bufbuild/*"],
    logLevel: "error",
  };
  buildSync({ ...options, entryPoints: [entry], outfile: resolve(madeFolder, file) });
}

function run(program: string, flags: readonly string[]): void {
  execFileSync(program, flags, { stdio: ["ignore", "ignore", "inherit"] });
}
