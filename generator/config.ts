import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, type DiagnosticCode, DiagnosticsError, diagnostic } from "./diagnostics.js";
import { type TargetName, type TargetOptions, targetNames, targetsWithOptions } from "./targets/index.js";

/** What a setting may be. */
export type OptionType = "text" | "list" | "flag" | "map" | "options";

/** A setting: flags, help and configuration files all come from this. */
export interface Option {
  readonly type: OptionType;
  readonly description: string;
  /** What stands for the value in the help. */
  readonly placeholder?: string;
  /** The flag, without its dashes, that gives one item and may be given again; where absent, one of the setting's name gives all. */
  readonly flag?: string;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  readonly default?: string | readonly string[] | boolean;
}

/** The one table of settings. */
export const options = {
  input: {
    type: "list",
    placeholder: "file",
    description: "manifest or schema files",
    default: ["schema/protocol.json"],
  },
  out: { type: "text", placeholder: "folder", description: "where the output goes", default: "generated" },
  target: {
    type: "list",
    placeholder: "names",
    description: "what to generate, separated by commas",
    choices: targetNames as readonly TargetName[],
    default: ["ts"],
  },
  importExtension: {
    type: "text",
    placeholder: "extension",
    description: "how generated modules import each other",
    choices: ["js", "ts", "none"],
    default: "js",
  },
  targetOptions: {
    type: "options",
    placeholder: "target.name=value",
    flag: "targetOption",
    description: "an option of a language's renderer; may be given again",
  },
  tag: {
    type: "text",
    placeholder: "property",
    description: "the tag, where there is no manifest to name it",
  },
  schemaRoot: {
    type: "text",
    placeholder: "folder",
    description: "the folder that no $ref may leave (default: that of the input)",
  },
  assertFormats: {
    type: "flag",
    description: "check `format` too, and refuse formats that can't be checked",
    default: false,
  },
  remotes: {
    type: "map",
    placeholder: "prefix=folder",
    flag: "remote",
    description: "where the schemas are whose URIs begin so; may be given more than once",
  },
  dialect: {
    type: "text",
    placeholder: "draft",
    description: "what schemas without $schema are written in",
    choices: ["2020-12", "draft-07"],
    default: "2020-12",
  },
  allowPatterns: {
    type: "list",
    flag: "allowPattern",
    placeholder: "pattern",
    description: "a pattern that may take any time to match, as it stands in the schema; may be given again",
  },
} as const;

/** The settings of one run. */
export interface Settings {
  readonly input: readonly string[];
  readonly out: string;
  readonly target: readonly TargetName[];
  readonly importExtension: "js" | "ts" | "none";
  readonly targetOptions?: TargetOptions["targetOptions"];
  readonly tag?: string;
  readonly schemaRoot?: string;
  readonly assertFormats: boolean;
  readonly remotes?: Readonly<Record<string, string>>;
  readonly dialect: "2020-12" | "draft-07";
  readonly allowPatterns?: readonly string[];
}

/** The name of a setting. */
export type OptionName = keyof typeof options;

const configFile = "framewright.config.json";

/**
 * The settings of a run: from flags, else `framewright.config.json`, else `package.json#framewright`,
 * else as the table has them.
 *
 * @param flags - what the command line gave; a value that it did not give is `undefined`.
 * @throws DiagnosticsError where a setting does not exist or has a value that it can't have.
 */
export function settings(flags: Readonly<Record<string, unknown>>, workingFolder: string): Settings {
  const sources = [
    { file: "the command line", values: flags, code: "config-invalid" as DiagnosticCode },
    readConfig(workingFolder, configFile, (value) => value),
    readConfig(workingFolder, "package.json", (value) =>
      typeof value === "object" && value !== null
        ? ((value as { framewright?: unknown }).framewright ?? {})
        : value,
    ),
  ];
  const problems = sources.flatMap(({ file, values }) => problemsIn(file, values));
  if (problems.length > 0) throw new DiagnosticsError(problems);
  const names = Object.keys(options) as OptionName[];
  const resolved = names.flatMap((name) => {
    const given = sources.map(({ values }) => values[name]).find((value) => value !== undefined);
    const option: Option = options[name];
    const value = given === undefined ? option.default : normalized(given, option);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(resolved) as unknown as Settings;
}

/** The name of a setting as a flag: `importExtension` is `--import-extension`. */
export function flagOf(name: OptionName): string {
  const { flag = name }: Option = options[name];
  return `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

interface Source {
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function readConfig(folder: string, file: string, pick: (value: unknown) => unknown): Source {
  const path = join(folder, file);
  if (!existsSync(path)) return { file, values: {} };
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const message = `${file} can't be read (${(error as NodeJS.ErrnoException).code}).`;
    throw new DiagnosticsError([diagnostic("file-unreadable", message, { file })]);
  }
  let values: unknown;
  try {
    values = pick(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    const message = `${file} is not JSON: ${(error as Error).message}.`;
    throw new DiagnosticsError([diagnostic("json-syntax", message, { file })]);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new DiagnosticsError([
      diagnostic("config-invalid", `The settings in ${file} must be an object.`, { file }),
    ]);
  }
  return { file, values: values as Readonly<Record<string, unknown>> };
}

function problemsIn(file: string, values: Readonly<Record<string, unknown>>): Diagnostic[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (name === "$schema" || value === undefined) return [];
    const expected = Object.hasOwn(options, name)
      ? misfit(value, options[name as OptionName])
      : "no such setting";
    if (expected === undefined) return [];
    const known = Object.keys(options).join(", ");
    const message =
      expected === "no such setting"
        ? `There is no setting \`${name}\`; there are ${known}.`
        : `\`${name}\` must be ${expected}.`;
    return [diagnostic("config-invalid", message, { file })];
  });
}

function misfit(value: unknown, option: Option): string | undefined {
  const values = normalized(value, option);
  const items: readonly unknown[] = Array.isArray(values) ? values : [values];
  const { choices } = option;
  if (option.type === "map") return isMap(values) ? undefined : "folders by the beginning of URIs";
  if (option.type === "options") return misfitOfOptions(values);
  if (option.type === "flag") return typeof value === "boolean" ? undefined : "true or false";
  if (items.length === 0 || items.some((item) => typeof item !== "string" || item === "")) {
    return option.type === "list" ? "a string, or an array of strings" : "a string";
  }
  if (choices && items.some((item) => !choices.includes(item as string))) {
    return choices.length === 1 ? `\`${choices[0]}\`` : `one of ${choices.join(", ")}`;
  }
  return undefined;
}

function misfitOfOptions(values: unknown): string | undefined {
  const isObject = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const isOption = (value: unknown) => typeof value === "string" || typeof value === "boolean";
  if (!isObject(values)) return "options by target";
  const known: readonly string[] = targetsWithOptions;
  if (Object.keys(values).some((name) => !known.includes(name))) {
    return `options of targets that have some: ${known.join(", ")}`;
  }
  const isRight = Object.values(values).every(
    (value) => isObject(value) && !Object.hasOwn(value, "") && Object.values(value).every(isOption),
  );
  return isRight ? undefined : "strings, or true or false, by the names of options, by target";
}

/** A list may be given as one string, its items separated by commas where they are a choice; a map as `key=value`s, options as `target.name=value`s. */
function normalized(value: unknown, option: Option): unknown {
  if (option.type === "map") {
    return Array.isArray(value) ? Object.fromEntries(value.map((item) => splitOnce(String(item)))) : value;
  }
  if (option.type === "options") return Array.isArray(value) ? nested(value.map(String)) : value;
  if (option.type !== "list") return value;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!option.choices) return items;
  return items.flatMap((item) =>
    typeof item === "string" ? item.split(",").map((part) => part.trim()) : [item],
  );
}

/** `target.name=value`s as options by target; `true` and `false` are what they say. */
function nested(items: readonly string[]): Record<string, Record<string, string | boolean>> {
  const found: Record<string, Record<string, string | boolean>> = {};
  for (const item of items) {
    const [path, text] = splitOnce(item);
    const [, target = path, name = ""] = /^([^.]*)\.(.*)$/s.exec(path) ?? [];
    const value = text === "true" || text === "false" ? text === "true" : text;
    found[target] = { ...found[target], [name]: value };
  }
  return found;
}

function isMap(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).every(([key, item]) => key !== "" && typeof item === "string" && item !== "")
  );
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
