import { generate } from "../../generator/pipeline.js";
import type { Invocation } from "../cli.js";
import { count, generating, settingsOf } from "./run.js";

/** `framewright lint`: checks the schema alone. */
export async function handler(invocation: Invocation): Promise<number> {
  const { output, workingFolder } = invocation;
  // A target may find that two names become one; what it generates is not looked at.
  const { protocol, diagnostics } = await generate(generating(settingsOf(invocation), workingFolder));
  output.diagnostics(diagnostics);
  const { frames, unions } = protocol;
  const all = "members" in frames ? frames.members : unions.flatMap((union) => union.frames);
  const kinds = new Set(all.map(({ name }) => name)).size;
  output.summary(`No problems: ${count(kinds, "kind")} of frame in ${count(protocol.files.length)}.`);
  return 0;
}
