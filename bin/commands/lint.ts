import { settings } from "../../generator/config.js";
import { read } from "../../generator/pipeline.js";
import type { Invocation } from "../cli.js";
import { count } from "./run.js";

/** `framewright lint`: checks the schema alone. */
export async function handler({ inputs, flags, output, workingFolder }: Invocation): Promise<number> {
  const chosen = settings({ ...flags, input: inputs.length > 0 ? inputs : undefined }, workingFolder);
  const { protocol, diagnostics } = read({
    inputs: chosen.input,
    workingFolder,
    schemaRoot: chosen.schemaRoot,
    tag: chosen.tag,
  });
  output.diagnostics(diagnostics);
  const kinds = new Set(protocol.unions.flatMap(({ frames }) => frames.map(({ name }) => name))).size;
  output.summary(`No problems: ${count(kinds, "kind")} of frame in ${count(protocol.files.length)}.`);
  return 0;
}
