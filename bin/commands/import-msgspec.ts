import { type Diagnostic, diagnostic } from "../../generator/diagnostics.js";
import { type Imported, importMsgspec } from "../../generator/import/index.js";
import type { Invocation } from "../cli.js";
import { printable } from "../output.js";
import { count } from "./run.js";
import { writeSchema } from "./schema-folder.js";

interface Flags {
  readonly python?: string;
  readonly out: string;
  readonly force?: boolean;
}

/** `framewright import-msgspec`: a schema from the structs of a Python backend. */
export async function handler({ inputs, flags, output, workingFolder }: Invocation): Promise<number> {
  const { python = process.env.PYTHON || "python3", out, force = false } = flags as unknown as Flags;
  const imported = importMsgspec({ unions: inputs, python, workingFolder });
  const { files, tag, channels } = imported;
  const { changes, shown } = writeSchema(files, workingFolder, out, force);
  output.diagnostics(diagnosticsOf(imported, shown));
  output.result("imported", { tag, channels }, [
    printable(`tag \`${tag}\``),
    ...channels.map(({ name, union, frames }) =>
      printable(`${union} is what ${name} carries: ${count(frames.length, "frame")}`),
    ),
  ]);
  for (const change of changes) output.file(change, shown);
  const frames = channels.reduce((sum, one) => sum + one.frames.length, 0);
  output.summary(`Imported ${count(frames, "frame")} of ${count(channels.length, "union")}.`);
  return 0;
}

/** What the schema leaves out, then what is made up. */
function diagnosticsOf({ leftOut, channels }: Imported, schema: string): Diagnostic[] {
  return [
    ...leftOut.map((one) => diagnostic("import-loose", printable(`The schema does not say this of ${one}.`))),
    ...channels.map(({ name, path }) => {
      const message = `${name}: its path \`${path}\`, and that the server sends on it, are not in the module; see to them in ${schema}/protocol.json.`;
      return diagnostic("guess", printable(message));
    }),
  ];
}
