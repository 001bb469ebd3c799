import { type Diagnostic, diagnostic } from "../../generator/diagnostics.js";
import { type Inferred, infer } from "../../generator/infer/index.js";
import type { Invocation } from "../cli.js";
import { printable } from "../output.js";
import { count } from "./run.js";
import { writeSchema } from "./schema-folder.js";

interface Flags {
  readonly tag?: string;
  readonly out: string;
  readonly seed?: number;
  readonly force?: boolean;
}

/** `framewright infer`: a schema from recorded frames. */
export async function handler({ inputs, flags, output, workingFolder }: Invocation): Promise<number> {
  const [recording = ""] = inputs;
  const { tag, out, seed, force = false } = flags as unknown as Flags;
  const inferred = await infer({
    recording,
    workingFolder,
    tag,
    seed,
    onProgress: (stage, bytes, total) => {
      const share = total > bytes ? ` (${Math.floor((100 * bytes) / total)} %)` : "";
      output.progress(`${stage}: ${Math.floor(bytes / 2 ** 20)} MiB${share}`);
    },
  });
  const { changes, shown } = writeSchema(inferred.files, workingFolder, out, force);
  output.diagnostics(diagnosticsOf(inferred, recording));
  const { tag: found, reason, kinds } = inferred;
  const why = reason === undefined ? "as given" : reason;
  output.result("inferred", { tag: found, reason: why, kinds }, [
    printable(`tag \`${found}\`: ${why}`),
    ...kinds.map(({ channel, direction, kind, name, count: times }) => {
      const where = direction === "clientToServer" ? `${channel}, to the server` : channel;
      return printable(`${name} is ${JSON.stringify(kind)} on ${where}: ${count(times, "frame")}`);
    }),
  ]);
  for (const change of changes) output.file(change, shown);
  const frames = kinds.reduce((sum, one) => sum + one.count, 0);
  const bad = [...inferred.badCounts.values()].reduce((sum, one) => sum + one, 0);
  const left = bad === 0 ? "" : `, ${count(bad, "line")} left out`;
  const guesses = count(inferred.guesses.length, "guess", "guesses");
  output.summary(
    `${count(frames, "frame")} of ${count(kinds.length, "kind")}${left}; ${guesses} to look at.`,
  );
  return 0;
}

/** Bad lines, then guesses. */
function diagnosticsOf({ badLines, badCounts, guesses }: Inferred, file: string): Diagnostic[] {
  const lines = badLines.map(({ line, reason }) =>
    diagnostic("line-skipped", `Left out: ${printable(reason)}.`, { file, line }),
  );
  const more = [...badCounts].flatMap(([reason, times]) => {
    const named = badLines.filter((one) => one.reason === reason).length;
    if (times === named) return [];
    const message = `Left out, beside the lines that are named: ${times - named} more, ${printable(reason)}.`;
    return [diagnostic("line-skipped", message, { file })];
  });
  return [
    ...lines,
    ...more,
    ...guesses.map(({ frame, path, message }) => {
      const where = [frame, path].filter((part) => part !== undefined).join(" ");
      return diagnostic("guess", printable(`${where === "" ? "" : `${where}: `}${message}.`));
    }),
  ];
}
