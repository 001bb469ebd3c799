import { Command, CommanderError, Option as Flag, InvalidArgumentError } from "commander";
import { flagOf, type Option, type OptionName, options } from "../generator/config.js";
import { DiagnosticsError } from "../generator/diagnostics.js";
import { packageVersion } from "../generator/package.js";
import { type Format, Output } from "./output.js";

/** What a command is given: its arguments, its flags, and where its output goes. */
export interface Invocation {
  readonly inputs: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly output: Output;
  readonly workingFolder: string;
}

/** Carries out a command, and tells the exit code. */
type Handler = (invocation: Invocation) => Promise<number>;

const formats = ["text", "json", "github"];

/**
 * Runs the command line.
 *
 * @returns the exit code: 0 clean, 1 findings, 2 wrong usage, configuration or schema.
 */
export async function run(words: readonly string[]): Promise<number> {
  let exitCode = 0;
  let hasFound = () => false;
  // Whoever reads the output may stop reading, as `head` does.
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === "EPIPE" ? Math.max(exitCode, Number(hasFound())) : 2),
  );
  // A handler is loaded when its command runs, so that help comes at once.
  const command = (name: string, description: string, load: () => Promise<{ handler: Handler }>): Command => {
    const made = program.command(name).description(description);
    made.addOption(new Flag("--format <format>", "how results are printed").choices(formats).default("text"));
    made.action(async (...parameters: unknown[]) => {
      const [inputs] = parameters;
      const { format, ...flags } = made.opts<{ format: Format }>();
      const output = new Output(format);
      hasFound = () => output.hasItems;
      exitCode = await failing(output, async () => {
        const { handler } = await load();
        return handler({
          inputs: Array.isArray(inputs) ? (inputs as string[]) : typeof inputs === "string" ? [inputs] : [],
          flags: byName(flags),
          output,
          workingFolder: process.cwd(),
        });
      });
      output.end();
    });
    return made;
  };

  const program = new Command("framewright")
    .description("Code that both ends of a WebSocket can trust, generated from one schema.")
    .version(packageVersion())
    .exitOverride()
    .showSuggestionAfterError();

  withSettings(command("generate", "write what the schema says", () => import("./commands/generate.js")))
    .option("--dry-run", "list what would be written, as a diff, and write nothing")
    .option("--force", "overwrite files that were not generated")
    .option("--watch", "go on, and generate again whenever a schema changes");
  withSettings(
    command(
      "check",
      "fail where generated files differ from what the schema says",
      () => import("./commands/check.js"),
    ),
  );
  withSettings(
    command("lint", "check the schema alone", () => import("./commands/lint.js")),
    ["tag", "schemaRoot", "remotes", "dialect", "assertFormats", "allowPatterns"],
  );
  withFlags(
    command(
      "validate",
      "check recorded frames against the schema",
      () => import("./commands/validate.js"),
    ).argument("[recordings...]", "files of one frame a line, or - for standard input"),
    ["input", "tag", "schemaRoot", "remotes", "dialect", "assertFormats", "allowPatterns"],
  );
  command("infer", "write a schema from recorded frames", () => import("./commands/infer.js"))
    .argument("<recording>", "a file of one frame a line, or - for standard input")
    .option("--tag <property>", "the tag (default: found by looking)", textOf)
    .option("--out <folder>", "where the schema goes", textOf, "schema")
    .option("--seed <number>", "draw another sample of the frames", numberOf)
    .option("--force", "overwrite a schema that is there already");
  command(
    "import-msgspec",
    "write a schema from the msgspec structs of a Python backend",
    () => import("./commands/import-msgspec.js"),
  )
    .argument("<unions...>", "unions of structs, or single ones, as module:Union")
    .option("--python <program>", "the Python that has msgspec (default: $PYTHON, or else python3)", textOf)
    .option("--out <folder>", "where the schema goes", textOf, "schema")
    .option("--force", "overwrite a schema that is there already");
  command(
    "init",
    "start a project: a schema, a manifest, npm scripts and a CI workflow",
    () => import("./commands/init.js"),
  );

  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return exitCode;
}

function textOf(text: string): string {
  if (text === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

function numberOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

/** Gives a command the input files as arguments, and settings as flags. */
function withSettings(command: Command, names = Object.keys(options) as OptionName[]): Command {
  command.argument(
    "[files...]",
    `${options.input.description} (default: ${options.input.default.join(" ")})`,
  );
  return withFlags(
    command,
    names.filter((one) => one !== "input"),
  );
}

/** Gives a command settings as flags. */
function withFlags(command: Command, names: readonly OptionName[]): Command {
  for (const name of names) {
    const option: Option = options[name];
    const { type, description, placeholder, default: fallback, choices } = option;
    if (type === "flag") {
      command.option(flagOf(name), description);
      continue;
    }
    const notes = [
      choices && choices.length > 1 ? choices.join("|") : "",
      fallback === undefined ? "" : `default: ${String(fallback)}`,
    ];
    const note = notes.filter((one) => one !== "").join("; ");
    const flag = new Flag(
      `${flagOf(name)} <${placeholder ?? "value"}>`,
      note === "" ? description : `${description} (${note})`,
    );
    if (type === "map" || type === "options" || (type === "list" && choices === undefined))
      flag.argParser((value, before: readonly string[] = []) => [...before, value]);
    command.addOption(flag);
  }
  return command;
}

/** Flags by the names of their settings, where those are not the same. */
function byName(flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named = Object.entries(options).map(([name, { flag }]: [string, Option]) => [flag, name] as const);
  const names = new Map(named);
  return Object.fromEntries(Object.entries(flags).map(([flag, value]) => [names.get(flag) ?? flag, value]));
}

/** Runs a command; what it finds wrong with the input is printed and makes the exit code 2. */
async function failing(output: Output, act: () => Promise<number>): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DiagnosticsError) output.diagnostics(error.diagnostics);
    else output.note(`framewright has failed; please report this:\n${(error as Error).stack}`);
    return 2;
  }
}
