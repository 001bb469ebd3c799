import { type Diagnostics, DiagnosticsError } from "../diagnostics.js";
import { dialectNamed, type Metaschema } from "./dialects.js";
import { type Document, readDocument } from "./document.js";
import type { Failure } from "./failure.js";
import type { Files } from "./files.js";
import { isJsonObject } from "./keywords.js";
import { keyOf, type Location, shown } from "./location.js";
import { isMetaschema, readMetaschema } from "./metaschemas.js";
import { join } from "./pointer.js";
import { identifierOf, type Resource, ResourceIndex, type Surroundings } from "./resources.js";
import { hasScheme, pathOfUri, resolveUri, splitReference } from "./uri.js";
import type { Dialect } from "./vocabulary.js";

/** The documents that have been read, and the resources in them by their URIs. */
export class Documents {
  readonly files: Files;
  readonly #dialect: Dialect;
  readonly #diagnostics: Diagnostics;
  /** By path; metaschemas that everybody knows by URI. */
  readonly #documents = new Map<string, Document>();
  readonly #indexes = new Map<Document, ResourceIndex>();
  /** The dialect that counts where a document does not say. */
  readonly #dialects = new Map<Document, Dialect>();
  /** What has not been looked into yet. */
  readonly #pending = new Set<Document>();
  /** What is no schema. */
  readonly #aside = new Set<Document>();
  /** The resources that say by `$id` what their URI is. */
  readonly #byId = new Map<string, Location>();
  /** The documents by the URIs that have led to them, so that none leads to another at another time. */
  readonly #byAddress = new Map<string, Location>();

  /** @param dialect - of documents that don't say. */
  constructor(files: Files, dialect: Dialect, diagnostics: Diagnostics) {
    this.files = files;
    this.#dialect = dialect;
    this.#diagnostics = diagnostics;
  }

  /** The same documents, with what is found out from now on said elsewhere. */
  copy(diagnostics: Diagnostics): Documents {
    const copy = new Documents(this.files, this.#dialect, diagnostics);
    for (const document of this.all) copy.adopt(document, this.#dialects.get(document));
    for (const document of this.#aside) copy.setAside(document);
    return copy;
  }

  /** The documents read so far, in the order in which they were read. */
  get all(): Document[] {
    return [...this.#documents.values()];
  }

  /**
   * Reads a file, or gives it again.
   *
   * @param dialect - what it is written in where it does not say.
   * @throws DiagnosticsError where it can't be read or is not JSON.
   */
  read(path: string, dialect: Dialect = this.#dialect): Document {
    const own = this.files.canonical(path);
    return this.#documents.get(own) ?? this.adopt(readDocument(own, this.files.shown(own)), dialect);
  }

  /** Takes in a document that has been read. */
  adopt(document: Document, dialect: Dialect = this.#dialect): Document {
    this.#documents.set(document.path, document);
    this.#dialects.set(document, dialect);
    this.#pending.add(document);
    const root: Location = { document, pointer: "" };
    const uri = this.#uriOf(document);
    const id = isJsonObject(document.value) ? identifierOf(document.value, uri, dialect) : undefined;
    if (id !== undefined) this.#identify(id, root);
    const failure = this.#address(uri, root);
    if (failure) this.#diagnostics.add(failure.code, failure.message, document.place(""));
    return document;
  }

  /** Makes a document one that is no schema, so that nothing in it counts but its place. */
  setAside(document: Document): void {
    this.#pending.delete(document);
    this.#aside.add(document);
    const silent: Surroundings = { found() {}, twice() {}, dialectNamed: () => this.#dialect };
    this.#index(document, this.#dialect, silent);
  }

  /** The innermost resource around a location; the same object for the same resource. */
  resourceOf({ document, pointer }: Location): Resource {
    this.#lookInto(document);
    return (this.#indexes.get(document) as ResourceIndex).around(pointer);
  }

  /** The resource of that URI: a metaschema that everybody knows, or one among the documents read so far. */
  find(uri: string): Location | undefined {
    for (const document of this.#pending) this.#lookInto(document);
    return this.#identified(uri);
  }

  /**
   * The document in a file that a URI has led to, or a reference without one.
   *
   * @throws DiagnosticsError where it can't be read or is not JSON.
   */
  open(path: string, uri: string | undefined, dialect: Dialect): Location | Failure {
    const root: Location = { document: this.read(path, dialect), pointer: "" };
    return (uri === undefined ? undefined : this.#address(uri, root)) ?? root;
  }

  /** Takes down that a URI has led to a document. */
  #address(uri: string, root: Location): Failure | undefined {
    const other = this.#byId.get(uri) ?? this.#byAddress.get(uri);
    if (other && keyOf(other) !== keyOf(root)) return this.#twice(uri, root, other);
    this.#byAddress.set(uri, root);
    return undefined;
  }

  #lookInto(document: Document): void {
    if (!this.#pending.delete(document)) return; // before it is looked into: its metaschema may be itself
    this.#index(document, this.#dialects.get(document) ?? this.#dialect, {
      found: (uri, root) => this.#identify(uri, root),
      twice: (keyword, { pointer }, first) => {
        const message = `${shown(first)} has the same name: give one of the two another.`;
        this.#diagnostics.add("anchor-duplicate", message, document.place(join(pointer, keyword)));
      },
      dialectNamed: (name, base) => dialectNamed(name, (one) => this.#metaschema(one, base, document)),
    });
  }

  #index(document: Document, dialect: Dialect, surroundings: Surroundings): void {
    const index = new ResourceIndex(document, this.#uriOf(document), { dialect }, surroundings);
    this.#indexes.set(document, index);
  }

  #identify(uri: string, root: Location): void {
    if (this.#isKnown(uri)) return; // a copy of a metaschema
    const other = this.#byId.get(uri) ?? this.#byAddress.get(uri);
    if (other && keyOf(other) !== keyOf(root)) {
      const { code, message } = this.#twice(uri, root, other);
      this.#diagnostics.add(code, message, root.document.place(join(root.pointer, "$id")));
    } else this.#byId.set(uri, root);
  }

  #identified(uri: string): Location | undefined {
    if (!this.#isKnown(uri)) return this.#byId.get(uri);
    return { document: this.#documents.get(uri) ?? this.adopt(readMetaschema(uri)), pointer: "" };
  }

  #isKnown(uri: string): boolean {
    return isMetaschema(uri) && !this.files.isMapped(uri);
  }

  #uriOf({ path }: Document): string {
    return isMetaschema(path) ? path : this.files.uriOf(path);
  }

  #twice(uri: string, root: Location, other: Location): Failure {
    const path = pathOfUri(uri);
    const name = path === undefined ? uri : this.files.shown(path);
    const message = `Both ${shown(other)} and ${shown(root)} have the URI \`${name}\`: give one of the two another.`;
    return { code: "id-duplicate", message };
  }

  /** The metaschema that `$schema` names: one that has been read, that everybody knows, or in a file. */
  #metaschema(name: string, base: string, { path }: Document): Metaschema | undefined {
    const [address, fragment] = splitReference(name);
    const uri = resolveUri(address, base);
    if (fragment !== "" || address === "" || uri === undefined) return undefined;
    const root = this.#identified(uri) ?? this.#metaschemaFile(uri, address, path);
    if (!root) return undefined;
    const content = root.document.get(root.pointer) ?? null;
    return { content, find: (inner) => this.#metaschema(inner, uri, root.document) };
  }

  #metaschemaFile(uri: string, address: string, path: string): Location | undefined {
    const places = [this.files.at(uri), hasScheme(address) ? undefined : this.files.beside(address, path)];
    const file = places.find((place) => typeof place === "string");
    if (file === undefined) return undefined;
    try {
      return { document: this.read(file), pointer: "" };
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
      for (const one of error.diagnostics) this.#diagnostics.add(one.code, one.message, one);
      return undefined;
    }
  }
}
