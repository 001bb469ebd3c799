import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DiagnosticsError, diagnostic } from "../../generator/diagnostics.js";
import { packagePath, packageVersion } from "../../generator/package.js";
import { unwritable } from "../../generator/write/places.js";
import type { Invocation } from "../cli.js";
import { count } from "./run.js";

const scripts = { generate: "framewright generate", check: "framewright check" };

/** `framewright init`: gives a project a schema, a manifest, npm scripts and a CI workflow. */
export async function handler({ output, workingFolder }: Invocation): Promise<number> {
  const name = basename(workingFolder).replace(/[^\w.-]/g, "-") || "protocol";
  const starter = (file: string) =>
    readFileSync(packagePath(`bin/starter/${file}`), "utf8").replaceAll("PROJECT", name);
  const hasSchema = existsSync(join(workingFolder, "schema/protocol.json"));
  const files = new Map([
    ["schema/protocol.json", starter("protocol.json")],
    // The manifest of somebody else does not refer to it.
    ...(hasSchema ? [] : [["schema/events.schema.json", starter("events.schema.json")] as const]),
    [".github/workflows/framewright.yml", starter("workflow.yml")],
  ]);
  let written = 0;
  const manifest = withScripts(workingFolder, name);
  for (const [file, text] of files) {
    const isNew = !existsSync(join(workingFolder, file));
    if (!isNew) {
      output.note(`kept ${file}, which is there already`);
      continue;
    }
    write(workingFolder, file, text);
    output.note(`added ${file}`);
    written++;
  }
  if (manifest !== undefined) {
    write(workingFolder, "package.json", manifest);
    output.note("added what was missing of the scripts `generate` and `check` to package.json");
    written++;
  }
  if (isCommonJs(workingFolder)) {
    output.note(
      'The generated code is ESM: set "type": "module" in package.json, or import it from a folder that does.',
    );
  }
  output.summary(`Wrote ${count(written)}. Next: \`npx framewright generate\`.`);
  return 0;
}

function write(folder: string, file: string, text: string): void {
  try {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  } catch (error) {
    throw unwritable(file, (error as NodeJS.ErrnoException).code);
  }
}

/** `package.json` with our scripts, or nothing where it has scripts of those names. */
function withScripts(folder: string, name: string): string | undefined {
  const path = join(folder, "package.json");
  const text = existsSync(path) ? readFileSync(path, "utf8").replace(/^\ufeff/, "") : undefined;
  let content: { scripts?: Record<string, string>; dependencies?: object; devDependencies?: object };
  try {
    content = text === undefined ? ({ name, private: true, type: "module" } as object) : JSON.parse(text);
  } catch (error) {
    const message = `package.json is not JSON: ${(error as Error).message}.`;
    throw new DiagnosticsError([diagnostic("json-syntax", message, { file: "package.json" })]);
  }
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    const message = "package.json must be an object: mend it, or move it away.";
    throw new DiagnosticsError([diagnostic("config-invalid", message, { file: "package.json" })]);
  }
  const missing = Object.entries(scripts).filter(([script]) => content.scripts?.[script] === undefined);
  const isListed = "framewright" in { ...content.dependencies, ...content.devDependencies };
  if (missing.length === 0 && isListed) return undefined;
  // A package.json that holds nothing but dependencies is npm's own doing; the generated code is ESM.
  const isBare = Object.keys(content).every((key) => /dependencies$/i.test(key));
  const next = {
    ...content,
    ...(isBare ? { type: "module" } : {}),
    scripts: { ...content.scripts, ...Object.fromEntries(missing) },
    ...(isListed
      ? {}
      : { devDependencies: { ...content.devDependencies, framewright: `^${packageVersion()}` } }),
  };
  const indent = /^[\t ]+/m.exec(text ?? "")?.[0] ?? "  ";
  const json = `${JSON.stringify(next, null, indent)}\n`;
  return text?.includes("\r\n") ? json.replaceAll("\n", "\r\n") : json;
}

function isCommonJs(folder: string): boolean {
  const { type } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8").replace(/^\ufeff/, "")) as {
    type?: string;
  };
  return type !== "module";
}
