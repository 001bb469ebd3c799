import { type DiagnosticCode, Diagnostics, DiagnosticsError, type Place } from "../diagnostics.js";
import type { Json, JsonObject } from "../model/types.js";
import { drafts, knownDialect } from "./dialects.js";
import type { Document } from "./document.js";
import { Documents } from "./documents.js";
import { Files } from "./files.js";
import { isJsonObject, misfit } from "./keywords.js";
import { below, keyOf, type Location } from "./location.js";
import { isMetaschema } from "./metaschemas.js";
import { join } from "./pointer.js";
import { dynamicName, follow } from "./references.js";
import { isReferenceOnly, type Resource } from "./resources.js";
import { resolveUri, splitReference } from "./uri.js";
import { type Draft, draftOfKeyword, isLeftOut, keywordOf, similarKeyword } from "./vocabulary.js";

export { below, keyOf, type Location } from "./location.js";

/** Where schemas are, and how they are read. */
export interface SchemaOptions {
  /** The folder that no reference may leave. */
  readonly root: string;
  readonly workingFolder: string;
  /** Folders below the root, by the beginning of the URIs that they stand for. */
  readonly remotes?: Readonly<Record<string, string>> | undefined;
  /** What documents are written in that don't say; 2020-12 where it is not given. */
  readonly dialect?: Draft | undefined;
}

/** The schema files: reads them when they are first needed, follows references, and checks what it gives. */
export class Schemas {
  readonly #diagnostics: Diagnostics;
  readonly #documents: Documents;
  readonly #checked = new Map<Document, Map<string, JsonObject | boolean>>();

  constructor(documents: Documents, diagnostics: Diagnostics) {
    this.#documents = documents;
    this.#diagnostics = diagnostics;
  }

  /**
   * The schemas in a folder, none of them read yet.
   *
   * @throws DiagnosticsError where a folder of `remotes` can't be used.
   */
  static within(options: SchemaOptions, diagnostics: Diagnostics): Schemas {
    const { root, workingFolder, remotes = {}, dialect = "2020-12" } = options;
    const files = new Files(root, workingFolder, remotes);
    return new Schemas(new Documents(files, drafts[dialect], diagnostics), diagnostics);
  }

  /** The files read so far, in the order in which they were read. */
  get files(): string[] {
    return this.#documents.all.filter(({ path }) => !isMetaschema(path)).map(({ file }) => file);
  }

  /**
   * Reads a file, or gives it again.
   *
   * @throws DiagnosticsError where it can't be read or is not JSON.
   */
  read(path: string): Document {
    return this.#documents.read(path);
  }

  /** Makes a document one that is no schema: references in it lead on from its place. */
  setAside(document: Document): void {
    this.#documents.setAside(document);
  }

  /**
   * The schema at `location`, every keyword of it checked; in draft-07 the siblings of `$ref` are gone,
   * as that draft says (Core §8.3). What can't be used is reported, and is then as good as `true`.
   */
  at(location: Location): JsonObject | boolean {
    const { document, pointer } = location;
    const checked = this.#checked.get(document) ?? new Map<string, JsonObject | boolean>();
    this.#checked.set(document, checked);
    let schema = checked.get(pointer);
    if (schema === undefined) {
      schema = this.#check(location);
      checked.set(pointer, schema);
    }
    return schema;
  }

  /** The same files, for a look that must not report anything. */
  silent(): Schemas {
    const unheard = new Diagnostics();
    return new Schemas(this.#documents.copy(unheard), unheard);
  }

  /** The schema at `location` as it stands, unchecked. */
  raw({ document, pointer }: Location): Json | undefined {
    return document.get(pointer);
  }

  /** The draft that the schema at `location` is written in. */
  dialect(location: Location): Draft {
    return this.resourceOf(location).dialect.draft;
  }

  /** Whether `format` must hold at `location`, because its metaschema says so (Validation §7.2.2). */
  assertsFormat(location: Location): boolean {
    return this.resourceOf(location).dialect.assertsFormat;
  }

  /** Whether the keyword `name`, found at `location`, says anything about values. */
  constrains(name: string, location: Location): boolean {
    const keyword = keywordOf(name, this.resourceOf(location).dialect);
    return keyword !== undefined && !keyword.isNeutral;
  }

  /** The innermost resource around a location (Core §4.3.5); the same object for the same resource. */
  resourceOf(location: Location): Resource {
    return this.#documents.resourceOf(location);
  }

  /** Where the reference `ref`, found at `from`, leads; `undefined` where nowhere, which is reported. */
  resolve(ref: string, from: Location): Location | undefined {
    return this.#follow(ref, from, "$ref");
  }

  /**
   * Where the `$dynamicRef` of that value, found at `from`, leads where it is taken for a `$ref`. With `anchor`, the outermost
   * resource on the way of the evaluation that has this among its `dynamicAnchors` is meant instead (Core §8.2.3.2).
   */
  resolveDynamic(ref: string, from: Location): { location: Location; anchor?: string } | undefined {
    const location = this.#follow(ref, from, "$dynamicRef");
    const anchor = location && dynamicName(ref, location, this.#documents);
    return location && (anchor === undefined ? { location } : { location, anchor });
  }

  /** Adds a diagnostic about `location`, or about a keyword there. */
  report(code: DiagnosticCode, message: string, location: Location, ...keyword: readonly string[]): void {
    this.#diagnostics.add(code, message, this.place(location, ...keyword));
  }

  /** The place of `location`, or of a keyword there, for a diagnostic. */
  place({ document, pointer }: Location, ...keyword: readonly string[]): Place {
    return document.place(join(pointer, ...keyword));
  }

  /** The place in a file that is known by the name by which it is shown. */
  placeIn({ file, pointer }: Place): Place {
    const document = this.#documents.all.find((one) => one.file === file);
    return document ? document.place(pointer ?? "") : {};
  }

  #follow(ref: string, from: Location, keyword: "$ref" | "$dynamicRef"): Location | undefined {
    try {
      const target = follow(ref, from, this.#documents);
      if (!("code" in target)) return target;
      const isWritten = this.raw(below(from, keyword)) !== undefined; // else it was named on the command line
      this.report(target.code, target.message, from, ...(isWritten ? [keyword] : []));
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      for (const one of error.diagnostics) this.#diagnostics.add(one.code, one.message, one);
    }
    return undefined;
  }

  #check(location: Location): JsonObject | boolean {
    const schema = this.raw(location);
    if (typeof schema === "boolean") return schema;
    if (!isJsonObject(schema) || !this.#isDialectRead(schema, location)) return true;
    const isBareRef = isReferenceOnly(schema, this.resourceOf(location).dialect);
    const kept = Object.entries(schema).filter(([name, value]) => {
      if (isBareRef && name !== "$ref" && name !== "$schema") {
        if (this.constrains(name, location)) this.report("keyword-ignored", besideRef(name), location, name);
        return false;
      }
      return this.#isFit(name, value, location);
    });
    return Object.fromEntries(kept);
  }

  #isDialectRead({ $schema }: JsonObject, location: Location): boolean {
    const { root, dialect, unread } = this.resourceOf(location);
    if (unread !== undefined) {
      this.report("dialect-unsupported", unread, root, "$schema");
      return false;
    }
    if (typeof $schema !== "string" || keyOf(root) === keyOf(location)) return true;
    const isSame = $schema === this.raw(below(root, "$schema")) || knownDialect($schema) === dialect;
    if (!isSame) {
      const message = "`$schema` does not count inside another schema: give this one an `$id` as well.";
      this.report("dialect-unsupported", message, location, "$schema");
    }
    return isSame;
  }

  #isFit(name: string, value: Json, location: Location): boolean {
    const { dialect, uri } = this.resourceOf(location);
    const keyword = keywordOf(name, dialect);
    if (!keyword) return !isLeftOut(name, dialect) && this.#isForeign(name, location);
    const wrong = misfit(value, keyword.shape, dialect.draft);
    if (wrong) {
      const place = wrong.at === undefined ? [name] : [name, wrong.at];
      const what = wrong.at === undefined ? `\`${name}\`` : `Each value in \`${name}\``;
      this.report("schema-invalid", `${what} must be ${wrong.expected}.`, location, ...place);
      return false;
    }
    const [address] = keyword.shape === "identifier" ? splitReference(value as string) : [""];
    if (address !== "" && resolveUri(address, uri) === undefined) {
      const message = `\`${name}\` must be a URI reference that leads on from the URI around it.`;
      this.report("schema-invalid", message, location, name);
      return false;
    }
    return true;
  }

  /** Whether a name that is no keyword here is none anywhere; what may be meant for one is reported. */
  #isForeign(name: string, location: Location): boolean {
    const { dialect } = this.resourceOf(location);
    const other = draftOfKeyword(name);
    if (other !== undefined) {
      const message = `\`${name}\` is a keyword of ${other}; ${dialect.draft} ignores it: say the same in words of ${dialect.draft}.`;
      this.report("keyword-ignored", message, location, name);
      return false;
    }
    const meant = similarKeyword(name, dialect);
    if (meant !== undefined) {
      this.report("keyword-unknown", `\`${name}\` is no keyword: is \`${meant}\` meant?`, location, name);
    }
    return true;
  }
}

function besideRef(name: string): string {
  return `draft-07 ignores \`${name}\` beside \`$ref\`: put both into an \`allOf\`.`;
}
