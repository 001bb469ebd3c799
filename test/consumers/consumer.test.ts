import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packagePath } from "../../generator/package.js";
import { strictFlags, writeFiles } from "../support/project.js";
import { pack, run, sharedFolder } from "../support/tarball.js";

const { erasableSyntaxOnly, isolatedDeclarations, ...flagsSinceLongAgo } = strictFlags;

const compilers = [
  { name: "TypeScript 5.4", folder: "typescript-5.4", flags: flagsSinceLongAgo },
  { name: "TypeScript 5.9", folder: "typescript-5.9", flags: strictFlags },
  { name: "the newest TypeScript", folder: "typescript", flags: strictFlags },
  {
    name: "bundler resolution",
    folder: "typescript",
    flags: { ...strictFlags, module: "ESNext", moduleResolution: "Bundler" },
  },
];

/** What the program in `fixture/` prints. */
const printed = [
  '{"kind":"notice","text":"déjà vu","level":"info"}',
  "déjà vu",
  "3",
  "12",
  "status",
  "3",
  "Almost there.",
  "/events",
  "invalid",
  "unknown",
  "invalid_frame at $.done",
  "unencodable at $.done",
  "/api/v1/sessions/a%2Fb/events",
  "done",
  "true",
  "2",
  "",
].join("\n");

describe("an empty project that installs the tarball", () => {
  const folder = sharedFolder();
  const project = join(folder, "consumer");

  beforeAll(() => {
    mkdirSync(project);
    install(pack(folder).file);
    npx("init");
    npx("generate");
    cpSync(packagePath("test/consumers/fixture"), project, { recursive: true });
  }, 240_000);

  it("has nothing left to generate after `init` and `generate`", () => {
    expect(npx("check")).toMatch(/^No drift: \d+ files in generated/);
    expect(npx("generate")).toMatch(/^Nothing to write: /);
  });

  it("gets a manifest whose JSON Schema an editor finds", () => {
    expect(
      existsSync(join(project, "schema/../node_modules/framewright/generator/load/manifest.schema.json")),
    ).toBe(true);
  });

  it.each(compilers)("compiles strictly and runs under $name", ({ name, folder: compiler, flags }) => {
    const outDir = `out/${compilers.findIndex((one) => one.name === name)}`;
    const compilerOptions = { ...flags, noEmit: false, rootDir: ".", outDir };
    writeFiles(project, { "tsconfig.json": { compilerOptions, include: ["program.ts", "generated"] } });
    run(project, process.execPath, [packagePath(`node_modules/${compiler}/bin/tsc`), "-p", "."]);
    expect(run(project, process.execPath, [`${outDir}/program.js`])).toBe(printed);
  });

  function npx(command: string): string {
    return run(project, "npx", ["--no", "framewright", command]);
  }

  /** Takes the dependencies from the cache of npm, where `npm ci` has put them, or else from the registry. */
  function install(tarball: string): void {
    const flags = ["--prefix", ".", "--prefer-offline", "--no-audit", "--no-fund"];
    try {
      run(project, "npm", ["install", tarball, ...flags]);
    } catch (error) {
      const reason =
        "The tarball could not be installed. Its dependencies come from npm's cache or its registry:";
      throw new Error(`${reason}\n${(error as Error).message}`);
    }
  }
});
