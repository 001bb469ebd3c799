import type { Json, JsonObject } from "../model/types.js";
import { draftNamed, type Unread } from "./dialects.js";
import type { Document } from "./document.js";
import { isJsonObject } from "./keywords.js";
import type { Location } from "./location.js";
import { join } from "./pointer.js";
import { decode, resolveUri, splitReference } from "./uri.js";
import { type Dialect, keywordOf } from "./vocabulary.js";

/**
 * A schema with a URI of its own, and what is inside it.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-4.3.5
 */
export interface Resource {
  readonly root: Location;
  /** The base URI of the references in it, without fragment. */
  readonly uri: string;
  readonly dialect: Dialect;
  /** Why it can't be read, where its dialect is not one that is. */
  readonly unread?: string | undefined;
  /** The schemas in it that have a name, `$dynamicAnchor`s too. */
  readonly anchors: ReadonlyMap<string, Location>;
  readonly dynamicAnchors: ReadonlyMap<string, Location>;
}

/** What a resource is written in. */
export type Written = Pick<Resource, "dialect" | "unread">;

/** What an index asks of those who know more than one document. */
export interface Surroundings {
  /** Told of each resource with an `$id`, before it is looked into. */
  found(uri: string, root: Location): void;
  /** The dialect that `$schema` names, where the references around it have that base. */
  dialectNamed(name: string, base: string, document: Document): Dialect | Unread;
  /** Told where an anchor is that its resource has already. */
  twice(keyword: string, location: Location, first: Location): void;
}

/** A resource that is being looked into. */
interface Draft extends Resource {
  readonly anchors: Map<string, Location>;
  readonly dynamicAnchors: Map<string, Location>;
}

/** A schema that is still to be looked into. */
interface Step {
  readonly schema: Json;
  readonly path: Path | undefined;
  readonly around: Draft;
}

/** The way to a schema, last segment first: of most, no pointer is ever made. */
interface Path {
  readonly before: Path | undefined;
  readonly segment: string;
}

/**
 * The resources of a document. They stand where the keywords of the dialect around them have schemas; what looks like
 * a schema elsewhere, in an `enum` or under an unknown keyword, is none.
 */
export class ResourceIndex {
  readonly #document: Document;
  readonly #surroundings: Surroundings;
  readonly #byPointer = new Map<string, Draft>();
  /** How long the pointers of the resources are, longest first. */
  readonly #lengths: readonly number[];

  /**
   * @param base - the URI that the `$id` of the document is resolved against.
   * @param written - what it is written in where it does not say.
   */
  constructor(document: Document, base: string, written: Written, surroundings: Surroundings) {
    this.#document = document;
    this.#surroundings = surroundings;
    const { value } = document;
    const root = this.#open(isJsonObject(value) ? value : {}, undefined, base, written);
    const steps: Step[] = [{ schema: value, path: undefined, around: root }];
    for (const step of steps) this.#lookInto(step, steps); // no recursion: documents may be deep
    this.#lengths = [...new Set([...this.#byPointer.keys()].map(({ length }) => length))].sort(
      (a, b) => b - a,
    );
  }

  /** The innermost resource around `pointer`; that of the whole document is around everything. */
  around(pointer: string): Resource {
    const length = this.#lengths.find(
      (one) => (one === pointer.length || pointer[one] === "/") && this.#byPointer.has(pointer.slice(0, one)),
    );
    return this.#byPointer.get(pointer.slice(0, length)) as Resource;
  }

  #lookInto({ schema, path, around }: Step, steps: Step[]): void {
    if (!isJsonObject(schema)) return;
    const isEmbedded = path !== undefined && identifierOf(schema, around.uri, around.dialect) !== undefined;
    const inner = isEmbedded ? this.#open(schema, path, around.uri, around) : around;
    for (const [keyword, name] of anchorsOf(schema, inner.dialect)) this.#name(keyword, name, path, inner);
    for (const { segments, part } of subschemas(schema, inner.dialect)) {
      const inside = segments.reduce<Path | undefined>((before, segment) => ({ before, segment }), path);
      steps.push({ schema: part, path: inside, around: inner });
    }
  }

  #open(schema: JsonObject, path: Path | undefined, base: string, around: Written): Draft {
    const root: Location = { document: this.#document, pointer: pointerOf(path) };
    const uri = identifierOf(schema, base, around.dialect);
    // A metaschema may describe itself: it is known by its URI before its dialect is asked for.
    if (uri !== undefined) this.#surroundings.found(uri, root);
    const written = this.#written(schema, base, around);
    const resource = { root, uri: uri ?? base, ...written, anchors: new Map(), dynamicAnchors: new Map() };
    this.#byPointer.set(root.pointer, resource);
    return resource;
  }

  #written({ $schema }: JsonObject, base: string, around: Written): Written {
    if (typeof $schema !== "string") return { dialect: around.dialect, unread: around.unread };
    const named = this.#surroundings.dialectNamed($schema, base, this.#document);
    return "unread" in named ? { dialect: around.dialect, unread: named.unread } : { dialect: named };
  }

  #name(keyword: string, name: string, path: Path | undefined, resource: Draft): void {
    const location: Location = { document: this.#document, pointer: pointerOf(path) };
    const first = resource.anchors.get(name);
    if (first && first.pointer !== location.pointer) this.#surroundings.twice(keyword, location, first);
    resource.anchors.set(name, first ?? location);
    if (keyword === "$dynamicAnchor") resource.dynamicAnchors.set(name, location);
  }
}

/** The URI that the `$id` of a schema gives it (Core §8.2.1); nothing where it has none of its own. */
export function identifierOf(schema: JsonObject, base: string, around: Dialect): string | undefined {
  const { $id, $schema } = schema;
  if (typeof $id !== "string") return undefined;
  const draft = typeof $schema === "string" ? draftNamed($schema) : around.draft;
  const [address] = splitReference($id);
  if (address === "" || (draft === "draft-07" && schema.$ref !== undefined)) return undefined;
  const uri = resolveUri(address, base);
  return uri === base ? undefined : uri;
}

/** The names of a schema in its resource, with the keywords that give them; in draft-07 that is `$id`. */
function anchorsOf(schema: JsonObject, dialect: Dialect): [keyword: string, name: string][] {
  if (isReferenceOnly(schema, dialect)) return [];
  const names: [string, Json | undefined][] =
    dialect.draft === "draft-07"
      ? [["$id", nameIn(schema.$id)]]
      : [
          ["$anchor", schema.$anchor],
          ["$dynamicAnchor", schema.$dynamicAnchor],
        ];
  return names.flatMap(([keyword, name]) => (typeof name === "string" ? [[keyword, name]] : []));
}

/** The name of a schema in an `$id` of draft-07 (its Core §8.2.3). */
function nameIn($id: Json | undefined): string | undefined {
  const [, fragment] = splitReference(typeof $id === "string" ? $id : "");
  return fragment === "" || fragment.startsWith("/") ? undefined : decode(fragment);
}

/** In draft-07 nothing counts beside `$ref` (its Core §8.3). */
export function isReferenceOnly(schema: JsonObject, dialect: Dialect): boolean {
  return dialect.draft === "draft-07" && schema.$ref !== undefined;
}

/** The schemas directly in another, each with the way there. */
function* subschemas(
  schema: JsonObject,
  dialect: Dialect,
): Generator<{ readonly segments: readonly string[]; readonly part: Json }> {
  for (const [name, value] of Object.entries(schema)) {
    // Beside a `$ref` of draft-07 there may be definitions all the same: for references only, so they have URIs.
    if (isReferenceOnly(schema, dialect) && name !== "definitions") continue;
    switch (keywordOf(name, dialect)?.shape) {
      case "schema":
        yield { segments: [name], part: value };
        break;
      case "items":
        if (Array.isArray(value)) yield* parts(name, value);
        else yield { segments: [name], part: value };
        break;
      case "schemas":
      case "schemasByName":
      case "dependencies":
        if (typeof value === "object" && value !== null) yield* parts(name, value);
        break;
      default:
        break; // what is in it is no schema
    }
  }
}

function* parts(
  keyword: string,
  value: readonly Json[] | JsonObject,
): Generator<{ readonly segments: readonly string[]; readonly part: Json }> {
  for (const [key, part] of Object.entries(value)) yield { segments: [keyword, key], part };
}

function pointerOf(path: Path | undefined): string {
  const segments: string[] = [];
  for (let step = path; step !== undefined; step = step.before) segments.push(step.segment);
  return join("", ...segments.reverse());
}
