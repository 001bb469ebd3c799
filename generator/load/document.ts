import { readFileSync } from "node:fs";
import { type AnyNode, type DocumentNode, parse as parseWithPositions } from "@humanwhocodes/momoa";
import { type Diagnostic, DiagnosticsError, diagnostic, type Place } from "../diagnostics.js";
import type { Json } from "../model/types.js";
import { mayHideDigits, parseExact } from "../runtime/json.js";
import { split } from "./pointer.js";

/** A JSON file that has been read. */
export class Document {
  /** The absolute path. */
  readonly path: string;
  /** The path as it is shown: relative to the working folder, with `/`. */
  readonly file: string;
  readonly value: Json;
  readonly #text: string;
  #tree: DocumentNode | undefined;

  constructor(path: string, file: string, text: string) {
    this.path = path;
    this.file = file;
    this.#text = text;
    this.value = parseJson(file, text);
  }

  /** The value that `pointer` (RFC 6901) points at; `undefined` where there is none. */
  get(pointer: string): Json | undefined {
    let value: Json | undefined = this.value;
    for (const segment of split(pointer)) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
      value = (value as Readonly<Record<string, Json>>)[segment];
    }
    return value;
  }

  /** Where `pointer` points, with line and column for people and editors. */
  place(pointer: string): Place {
    try {
      this.#tree ??= parseWithPositions(this.#text, { mode: "json" });
    } catch {
      return { file: this.file, pointer }; // nested deeper than that parser goes
    }
    let node: AnyNode = this.#tree.body;
    for (const segment of split(pointer)) {
      const next = child(node, segment);
      if (!next) break;
      node = next;
    }
    const { line, column } = node.loc.start;
    return { file: this.file, pointer, line, column };
  }
}

/**
 * Reads a JSON file.
 *
 * @throws {@link DiagnosticsError} where it is not there, not UTF-8, or not JSON.
 */
export function readDocument(path: string, file: string): Document {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DiagnosticsError([
      code === "ENOENT" || code === "ENOTDIR"
        ? diagnostic(
            "file-not-found",
            `There is no file ${file}: check the name, or run \`framewright init\`.`,
            { file },
          )
        : diagnostic("file-unreadable", `${file || "."} can't be read (${code}).`, { file }),
    ]);
  }
  try {
    return new Document(path, file, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof DiagnosticsError) throw error;
    throw new DiagnosticsError([diagnostic("file-unreadable", `${file} is not UTF-8 text.`, { file })]);
  }
}

function parseJson(file: string, text: string): Json {
  try {
    return (mayHideDigits(text) ? parseExact(text) : JSON.parse(text)) as Json;
  } catch {
    throw new DiagnosticsError([syntaxError(file, text)]);
  }
}

/** `JSON.parse` words its errors differently in each engine; this parser gives line and column in all. */
function syntaxError(file: string, text: string): Diagnostic {
  try {
    parseWithPositions(text, { mode: "json" });
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(file);
    const { message, line, column } = error as { message: string; line: number; column: number };
    const reason = message
      .replace(/\s*\(\d+:\d+\)$/, "")
      .replace(/\.$/, "")
      .replace(/\b(LBrace|RBrace|LBracket|RBracket|Comma|Colon)\b/, (token) => tokens[token] ?? token);
    return diagnostic("json-syntax", `${file} is not JSON: ${reason}.`, { file, line, column });
  }
  return tooDeep(file);
}

function tooDeep(file: string): Diagnostic {
  return diagnostic("schema-too-deep", `${file} is nested too deep to be read.`, {
    file,
    line: 1,
    column: 1,
  });
}

/** What the parser calls the punctuation of JSON. */
const tokens: Readonly<Record<string, string>> = {
  LBrace: "`{`",
  RBrace: "`}`",
  LBracket: "`[`",
  RBracket: "`]`",
  Comma: "`,`",
  Colon: "`:`",
};

function child(node: AnyNode, segment: string): AnyNode | undefined {
  if (node.type === "Array") return node.elements[Number(segment)]?.value;
  if (node.type !== "Object") return undefined;
  return node.members.find(({ name }) => name.type === "String" && name.value === segment)?.value;
}
