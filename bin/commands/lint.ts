import { settings } from "../../generator/config.js";
import { generate } from "../../generator/pipeline.js";
import type { Invocation } from "../cli.js";
import { count } from "./run.js";

/** `framewright lint`: checks the schema alone. */
export async function handler({ inputs, flags, output, workingFolder }: Invocation): Promise<number> {
  const chosen = settings({ ...flags, input: inputs.length > 0 ? inputs : undefined }, workingFolder);
  // A target may find that two names become one; what it generates is not looked at.
  const { protocol, diagnostics } = await generate({
    inputs: chosen.input,
    workingFolder,
    schemaRoot: chosen.schemaRoot,
    remotes: chosen.remotes,
    dialect: chosen.dialect,
    tag: chosen.tag,
    assertFormats: chosen.assertFormats,
    allowPatterns: chosen.allowPatterns,
    targets: chosen.target,
  });
  output.diagnostics(diagnostics);
  const { frames, unions } = protocol;
  const all = "members" in frames ? frames.members : unions.flatMap((union) => union.frames);
  const kinds = new Set(all.map(({ name }) => name)).size;
  output.summary(`No problems: ${count(kinds, "kind")} of frame in ${count(protocol.files.length)}.`);
  return 0;
}
