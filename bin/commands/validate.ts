import { settings } from "../../generator/config.js";
import { DiagnosticsError, diagnostic } from "../../generator/diagnostics.js";
import { run } from "../../generator/pipeline.js";
import { type Reading, readLines, STANDARD_INPUT } from "../../generator/recording/index.js";
import { Validator } from "../../generator/validate/index.js";
import type { Invocation } from "../cli.js";
import { printable } from "../output.js";
import { count, reading } from "./run.js";

/** `framewright validate`: checks recorded frames against the schema. */
export async function handler({ inputs, flags, output, workingFolder }: Invocation): Promise<number> {
  const recordings = inputs.length > 0 ? inputs : standardInput();
  const { protocol, diagnostics, codecs } = await run({
    ...reading(settings(flags, workingFolder), workingFolder),
    onProgress: (stage) => output.progress(stage),
  });
  output.diagnostics(diagnostics);
  const validator = new Validator(protocol, codecs);
  output.list("findings");
  for (const file of recordings) {
    await readLines(
      file,
      workingFolder,
      (line) => {
        const finding = validator.check(line);
        if (finding) output.item({ file, ...finding });
      },
      (reading) => {
        output.progress(`checking ${printable(file)}: ${shareOf(reading)}`);
        return output.drained();
      },
    );
  }
  const kinds = [...validator.counts].map(([kind, counted]) => ({ kind, ...counted }));
  output.result(
    "kinds",
    kinds,
    kinds
      .filter(({ valid, invalid }) => valid + invalid > 0)
      .map(({ kind, valid, invalid }) => printable(`${kind}: ${valid} valid, ${invalid} not`)),
  );
  const { lines, bad } = validator;
  output.summary(
    bad === 0 ? `All valid: ${count(lines, "frame")}.` : `Not valid: ${bad} of ${count(lines, "line")}.`,
  );
  return bad === 0 ? 0 : 1;
}

/** Standard input, where something may come from it without anybody typing it. */
function standardInput(): readonly string[] {
  if (!process.stdin.isTTY) return [STANDARD_INPUT];
  const message = "Name the files of frames to check, or - for standard input.";
  throw new DiagnosticsError([diagnostic("config-invalid", message)]);
}

function shareOf({ bytes, total }: Reading): string {
  const share = total === undefined || total === 0 ? "" : ` (${Math.floor((100 * bytes) / total)} %)`;
  return `${Math.floor(bytes / 2 ** 20)} MiB${share}`;
}
