import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join as joinPaths, relative, resolve, sep } from "node:path";
import { type DiagnosticCode, Diagnostics, DiagnosticsError, type Place } from "../diagnostics.js";
import type { Json, JsonObject } from "../model/types.js";
import { type Document, readDocument } from "./document.js";
import { isJsonObject, isSchema, misfit } from "./keywords.js";
import { join } from "./pointer.js";
import { type Dialect, dialectOf, dialectOfKeyword, keywordOf, similarKeyword } from "./vocabulary.js";

/** A schema, and where it stands. */
export interface Location {
  readonly document: Document;
  /** The JSON pointer into the document. */
  readonly pointer: string;
}

/** The schema files: reads them when they are first needed, follows references, and checks what it gives. */
export class Schemas {
  /** The real path of the folder that no reference may leave. */
  readonly root: string;
  readonly #diagnostics: Diagnostics;
  readonly #workingFolder: string;
  readonly #documents = new Map<string, Document>();
  readonly #checked = new Map<string, JsonObject | boolean>();

  constructor(root: string, workingFolder: string, diagnostics: Diagnostics) {
    this.root = existsSync(root) ? realpathSync(root) : root;
    this.#workingFolder = workingFolder;
    this.#diagnostics = diagnostics;
  }

  /** The files read so far, in the order in which they were read. */
  get files(): string[] {
    return [...this.#documents.values()].map(({ file }) => file);
  }

  /**
   * Reads a file, or gives it again.
   *
   * @throws DiagnosticsError where it can't be read or is not JSON.
   */
  read(path: string): Document {
    const known = this.#documents.get(path);
    if (known) return known;
    const file = relative(this.#workingFolder, path).split(sep).join("/");
    const document = readDocument(path, file);
    this.#documents.set(path, document);
    return document;
  }

  /**
   * The schema at `location`, every keyword of it checked; in draft-07 the siblings of `$ref` are gone,
   * as that draft says (Core §8.3). What can't be used is reported, and is then as good as `true`.
   */
  at(location: Location): JsonObject | boolean {
    const key = keyOf(location);
    let schema = this.#checked.get(key);
    if (schema === undefined) {
      schema = this.#check(location);
      this.#checked.set(key, schema);
    }
    return schema;
  }

  /** The same files, for a look that must not report anything. */
  silent(): Schemas {
    return new Schemas(this.root, this.#workingFolder, new Diagnostics());
  }

  /** The schema at `location` as it stands, unchecked. */
  raw({ document, pointer }: Location): Json | undefined {
    return document.get(pointer);
  }

  /** The dialect that the document of `location` is written in; 2020-12 where it does not say. */
  dialect({ document }: Location): Dialect {
    const { value } = document;
    const declared = isJsonObject(value) ? value.$schema : undefined;
    return typeof declared === "string" ? (dialectOf(declared) ?? "2020-12") : "2020-12";
  }

  /** Whether the keyword `name`, found at `location`, says anything about values. */
  constrains(name: string, location: Location): boolean {
    const keyword = keywordOf(name, this.dialect(location));
    return keyword !== undefined && !keyword.isNeutral;
  }

  /** Where the reference `ref`, found at `from`, leads; `undefined` where nowhere, which is reported. */
  resolve(ref: string, from: Location): Location | undefined {
    const keyword = this.raw(below(from, "$ref")) === undefined ? [] : ["$ref"];
    const fail = (code: DiagnosticCode, message: string) => {
      this.report(code, message, from, ...keyword);
      return undefined;
    };
    const [address = "", fragment = ""] = splitOnce(ref, "#");
    const document = this.#documentAt(address, from, fail);
    if (!document) return undefined;
    const pointer = decode(fragment);
    if (pointer === undefined || (pointer !== "" && !pointer.startsWith("/"))) {
      return fail("ref-not-found", `\`${ref}\` does not end in a JSON pointer, such as \`#/$defs/Name\`.`);
    }
    const target = document.get(pointer);
    if (target === undefined) {
      return fail(
        "ref-not-found",
        `\`${ref}\` points at nothing in ${document.file}: correct the reference.`,
      );
    }
    if (!isSchema(target)) {
      return fail(
        "ref-not-found",
        `\`${ref}\` points at something in ${document.file} that is not a schema.`,
      );
    }
    return { document, pointer };
  }

  /** Adds a diagnostic about `location`, or about a keyword there. */
  report(code: DiagnosticCode, message: string, location: Location, ...keyword: readonly string[]): void {
    this.#diagnostics.add(code, message, this.place(location, ...keyword));
  }

  /** The place of `location`, or of a keyword there, for a diagnostic. */
  place({ document, pointer }: Location, ...keyword: readonly string[]): Place {
    return document.place(join(pointer, ...keyword));
  }

  #documentAt(
    address: string,
    from: Location,
    fail: (code: DiagnosticCode, message: string) => undefined,
  ): Document | undefined {
    const { document } = from;
    if (address === "" || address === identifierOf(document)) return document;
    const known = [...this.#documents.values()].find((one) => identifierOf(one) === address);
    if (known) return known;
    if (/^([a-z]:)?[\\/](?!\/)|^file:/i.test(address)) {
      return fail(
        "ref-outside-root",
        `\`${address}\` is an absolute address: refer to the file by a relative path.`,
      );
    }
    if (/^(https?:|\/\/)/i.test(address)) {
      return fail(
        "ref-network",
        `\`${address}\` would have to be fetched: save a copy beside the schema and refer to it.`,
      );
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
      return fail(
        "ref-not-found",
        `No schema that has been read has the \`$id\` \`${address}\`: refer to its file.`,
      );
    }
    const path = decode(address);
    if (path === undefined) return fail("ref-not-found", `\`${address}\` is not a valid reference.`);
    const absolute = resolve(dirname(document.path), path);
    if (isAbsolute(path) || path.includes("\\") || !this.#contains(absolute)) {
      return fail(
        "ref-outside-root",
        `\`${address}\` leads out of the schema folder: move the file into it.`,
      );
    }
    if (!statSync(absolute, { throwIfNoEntry: false })?.isFile()) {
      return fail("ref-not-found", `\`${address}\` names no file: correct the reference.`);
    }
    if (!this.#contains(realpathSync(absolute))) {
      return fail("ref-outside-root", `\`${address}\` is a link that leads out of the schema folder.`);
    }
    try {
      return this.read(absolute);
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      for (const one of error.diagnostics) this.#diagnostics.add(one.code, one.message, one);
      return undefined;
    }
  }

  #contains(path: string): boolean {
    const way = relative(this.root, realPath(path));
    return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  }

  #check(location: Location): JsonObject | boolean {
    const schema = location.document.get(location.pointer);
    if (typeof schema === "boolean") return schema;
    if (!isJsonObject(schema)) return true;
    if (!this.#isDialectRead(schema, location)) return true;
    const dialect = this.dialect(location);
    const isBareRef = dialect === "draft-07" && schema.$ref !== undefined;
    const kept = Object.entries(schema).filter(([name, value]) => {
      if (isBareRef && name !== "$ref" && name !== "$schema") {
        if (this.constrains(name, location)) this.report("keyword-ignored", besideRef(name), location, name);
        return false;
      }
      return this.#isFit(name, value, dialect, location);
    });
    return Object.fromEntries(kept);
  }

  #isDialectRead({ $schema }: JsonObject, location: Location): boolean {
    if (typeof $schema !== "string" || dialectOf($schema)) return true;
    const message = `The dialect \`${$schema}\` is not read: use JSON Schema 2020-12 or draft-07.`;
    this.report("dialect-unsupported", message, location, "$schema");
    return false;
  }

  #isFit(name: string, value: Json, dialect: Dialect, location: Location): boolean {
    const keyword = keywordOf(name, dialect);
    if (!keyword) {
      const other = dialectOfKeyword(name);
      const meant = other === undefined ? similarKeyword(name, dialect) : undefined;
      if (meant !== undefined) {
        this.report("keyword-unknown", `\`${name}\` is no keyword: is \`${meant}\` meant?`, location, name);
      }
      if (other === undefined) return true;
      const message = `\`${name}\` is a keyword of ${other}; ${dialect} ignores it: say the same in words of ${dialect}.`;
      this.report("keyword-ignored", message, location, name);
      return false;
    }
    const wrong = misfit(value, keyword.shape, dialect);
    if (wrong) {
      const place = wrong.at === undefined ? [name] : [name, wrong.at];
      const what = wrong.at === undefined ? `\`${name}\`` : `Each value in \`${name}\``;
      this.report("schema-invalid", `${what} must be ${wrong.expected}.`, location, ...place);
      return false;
    }
    if (name === "$id" && location.pointer !== "") {
      const message =
        "A schema with an `$id` of its own inside another is not read: move it into a file of its own.";
      this.report("keyword-unsupported", message, location, name);
      return false;
    }
    if (keyword.isRefused) {
      const message = `\`${name}\` is not enforced by the generated code: express it another way, or leave it out.`;
      this.report("keyword-unsupported", message, location, name);
      return false;
    }
    return true;
  }
}

function besideRef(name: string): string {
  return `draft-07 ignores \`${name}\` beside \`$ref\`: put both into an \`allOf\`.`;
}

/** What makes a location the same as another. */
export function keyOf({ document, pointer }: Location): string {
  return `${document.path}#${pointer}`;
}

/** The location some steps below another. */
export function below({ document, pointer }: Location, ...segments: readonly (string | number)[]): Location {
  return { document, pointer: join(pointer, ...segments) };
}

function identifierOf({ value }: Document): string | undefined {
  const id = isJsonObject(value) ? value.$id : undefined;
  return typeof id === "string" ? id.replace(/#$/, "") : undefined;
}

/** The path with all links in the part of it that exists followed. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return folder === path ? path : joinPaths(realPath(folder), relative(folder, path));
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
