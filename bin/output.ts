import { once } from "node:events";
import { stripVTControlCharacters, styleText } from "node:util";
import type { Diagnostic } from "../generator/diagnostics.js";
import type { Change } from "../generator/write/plan.js";

/** How results are printed. */
export type Format = "text" | "json" | "github";

const colors = { error: "red", warning: "yellow", info: "cyan" } as const;

/** How a file differs from what it should be. */
export interface Found {
  readonly diff: string;
  /** The first line that differs, counted from 1. */
  readonly line: number;
  /** Whether it is to be told as something that is wrong. */
  readonly isDrift: boolean;
}

/** Something that is wrong at a line of a file. */
export interface Item {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly kind?: string | number;
  /** How many more things are wrong there. */
  readonly more?: number;
}

/** What has become of a file, and what is the matter with one that should be changed. */
const done = { add: "added", change: "changed", delete: "deleted", keep: "unchanged" } as const;
const due = { add: "missing", change: "changed", delete: "orphaned", keep: "unchanged" } as const;

/** Where a command's results and messages go: results on stdout, everything else on stderr. */
export class Output {
  readonly format: Format;
  readonly #document: {
    diagnostics: Diagnostic[];
    files: object[];
    summary?: string;
    [name: string]: unknown;
  } = {
    diagnostics: [],
    files: [],
  };
  readonly #start = performance.now();
  #hasProgress = false;
  /** How many items the list has that has begun. */
  #listed: number | undefined;

  constructor(format: Format) {
    this.format = format;
  }

  /** What is wrong with the input, or worth knowing about it. */
  diagnostics(diagnostics: readonly Diagnostic[]): void {
    this.#clearProgress();
    for (const one of diagnostics) {
      if (this.format === "json") this.#document.diagnostics.push(one);
      else if (this.format === "github") this.#print(githubLine(one));
      else {
        const label = `${one.severity}[${one.code}]`;
        const where = [one.file, one.line, one.column].filter((part) => part !== undefined).join(":");
        const pointer = one.pointer === undefined ? "" : ` #${one.pointer}`;
        const [place, message] = [`${where}${pointer}${where ? ": " : ""}`, one.message].map(printable);
        this.note(`${place}${colored(colors[one.severity], label)} ${message}`);
      }
    }
  }

  /** A file that is changed, with the diff where that is wanted; or one that is found not to be as it should. */
  file({ kind, path }: Change, folder: string, found?: Found): void {
    this.#clearProgress();
    const file = folder === "." ? path : `${folder}/${path}`;
    const word = (found?.isDrift ? due : done)[kind];
    if (this.format === "json") {
      this.#document.files.push({ file, change: word, ...(found ? { diff: found.diff } : {}) });
    } else if (this.format === "github" && found?.isDrift) {
      const message = `${file} is ${word}: run \`framewright generate\` and commit what it writes.`;
      this.#print(`::error file=${property(file)},line=${found.line},title=drift::${data(message)}`);
      this.#print(`::group::${data(file)}\n${found.diff.trimEnd()}\n::endgroup::`);
    } else {
      this.#print(printable(`${word} ${file}`));
      if (found) this.#print(found.diff.trimEnd().split("\n").map(diffLine).join("\n"));
    }
  }

  /** Something that a command has found out: a member of the document, or lines. */
  result(name: string, value: unknown, lines: readonly string[]): void {
    this.#clearProgress();
    if (this.format === "json") this.#document[name] = value;
    else for (const line of lines) this.#print(line);
  }

  /**
   * Begins a list of what may be too much to be held: in a document, it comes first, and each of its items at once.
   */
  list(name: string): void {
    if (this.format === "json") this.#printRaw(`{\n  ${JSON.stringify(name)}: [`);
    this.#listed = 0;
  }

  /** An item of the list that has begun: something that is wrong at a line of a file. */
  item(item: Item): void {
    this.#clearProgress();
    const { file, line, code, message, kind, more } = item;
    const text = `${kind === undefined ? "" : `${kind}: `}${message}${more === undefined ? "" : ` (and ${more} more)`}`;
    if (this.format === "json") {
      this.#printRaw(`${this.#listed === 0 ? "" : ","}\n    ${JSON.stringify(item)}`);
    } else if (this.format === "github") {
      this.#print(
        `::error file=${property(file)},line=${line},title=${property(code)}::${data(printable(text))}`,
      );
    } else {
      this.#print(printable(`${file}:${line}: ${text}`));
    }
    this.#listed = (this.#listed ?? 0) + 1;
  }

  /** Whether the list that has begun has any item. */
  get hasItems(): boolean {
    return (this.#listed ?? 0) > 0;
  }

  /** Waits until what was printed is on its way to whoever reads it. */
  async drained(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
  }

  /** The sentence that sums up the run. */
  summary(text: string): void {
    this.#clearProgress();
    if (this.format === "json") this.#document.summary = text;
    else this.#print(text);
  }

  /** A message that is not a result. */
  note(text: string): void {
    this.#clearProgress();
    process.stderr.write(`${text}\n`);
  }

  /** What the run is at: shown on a terminal, once the run has taken a second. */
  progress(stage: string): void {
    if (!process.stderr.isTTY || performance.now() - this.#start < 1000) return;
    process.stderr.write(`\r\x1b[K${stage}…`);
    this.#hasProgress = true;
  }

  /** Prints what has to come in one piece. */
  end(): void {
    this.#clearProgress();
    if (this.format !== "json") return;
    const text = JSON.stringify(this.#document, null, 2);
    if (this.#listed === undefined) this.#print(text);
    else this.#print(`${this.#listed === 0 ? "" : "\n  "}],${text.slice(1)}`);
  }

  #clearProgress(): void {
    if (this.#hasProgress) process.stderr.write("\r\x1b[K");
    this.#hasProgress = false;
  }

  #print(text: string): void {
    this.#printRaw(`${text}\n`);
  }

  #printRaw(text: string): void {
    process.stdout.write(text);
  }
}

/** Text that nothing in it can make a terminal do anything: control characters, and those without a width, are escaped. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

function colored(color: "red" | "yellow" | "cyan" | "green", text: string): string {
  return process.stderr.isTTY && !process.env.NO_COLOR
    ? styleText(color, text, { stream: process.stderr })
    : text;
}

function diffLine(line: string): string {
  if (!process.stdout.isTTY || process.env.NO_COLOR) return line;
  if (line.startsWith("+")) return styleText("green", line);
  return line.startsWith("-") ? styleText("red", line) : line;
}

/** @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function githubLine({ severity, code, message, file, line, column }: Diagnostic): string {
  const level = severity === "info" ? "notice" : severity;
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(code)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(message)}`;
}

function data(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
