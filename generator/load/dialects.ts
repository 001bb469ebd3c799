import type { Json } from "../model/types.js";
import { isJsonObject } from "./keywords.js";
import type { Dialect, Draft, Vocabulary } from "./vocabulary.js";

const all: ReadonlySet<Vocabulary> = new Set(["applicator", "unevaluated", "validation"]);

/** The drafts that are read, whole. */
export const drafts: Readonly<Record<Draft, Dialect>> = {
  "2020-12": { draft: "2020-12", vocabularies: all, assertsFormat: false },
  "draft-07": { draft: "draft-07", vocabularies: all, assertsFormat: false },
};

const byUri: ReadonlyMap<string, Draft> = new Map([
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft-07/schema", "draft-07"],
]);

/** The dialect that `$schema` names, where it is that of a draft that is read. */
export function knownDialect(name: string): Dialect | undefined {
  const draft = byUri.get(name.replace(/#$/, ""));
  return draft && drafts[draft];
}

/** The draft that `$schema` names, as far as its name tells: what is not draft-07 is made like 2020-12. */
export function draftNamed(name: string): Draft {
  return knownDialect(name)?.draft ?? "2020-12";
}

const vocabularies: ReadonlySet<string> = new Set([
  "core",
  ...all,
  "meta-data",
  "content",
  "format-annotation",
  "format-assertion",
]);
const vocabularyUri = "https://json-schema.org/draft/2020-12/vocab/";

/** A metaschema, and how to find the one that it is written in itself. */
export interface Metaschema {
  readonly content: Json;
  readonly find: FindMetaschema;
}

/** The metaschema that `$schema` names; nothing where it is out of reach. */
export type FindMetaschema = (name: string) => Metaschema | undefined;

/** Why a dialect is not read. */
export interface Unread {
  readonly unread: string;
}

/**
 * The dialect that `$schema` names. A metaschema of one's own says by `$vocabulary` which keywords count; without that
 * it is as the draft that it is written in.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.1.2
 */
export function dialectNamed(name: string, find: FindMetaschema): Dialect | Unread {
  return dialectBehind(name, find, new Set());
}

function dialectBehind(name: string, find: FindMetaschema, seen: Set<Json>): Dialect | Unread {
  const known = knownDialect(name);
  if (known) return known;
  const unknown = { unread: `The dialect \`${name}\` is not read: use JSON Schema 2020-12 or draft-07.` };
  if (/^https?:\/\/json-schema\.org\/(draft|schema)/i.test(name)) return unknown; // another draft, even if it is at hand
  const metaschema = find(name);
  if (!metaschema || !isJsonObject(metaschema.content)) return unknown;
  const { content } = metaschema;
  if (seen.has(content)) return drafts["2020-12"]; // it describes itself
  seen.add(content);
  const { $schema, $vocabulary } = content;
  const own = typeof $schema === "string" ? dialectBehind($schema, metaschema.find, seen) : drafts["2020-12"];
  if ("unread" in own || own.draft === "draft-07" || $vocabulary === undefined) return own;
  return isJsonObject($vocabulary) ? dialectOf(name, Object.entries($vocabulary)) : unknown;
}

function dialectOf(name: string, listed: readonly (readonly [string, Json])[]): Dialect | Unread {
  const known = listed.flatMap(([uri]) =>
    uri.startsWith(vocabularyUri) && vocabularies.has(uri.slice(vocabularyUri.length))
      ? [uri.slice(vocabularyUri.length)]
      : [],
  );
  const missing = listed.find(
    ([uri, isRequired]) => isRequired !== false && !known.some((one) => uri === vocabularyUri + one),
  );
  if (missing) {
    return {
      unread: `The dialect \`${name}\` requires the vocabulary \`${missing[0]}\`, which is not known: use JSON Schema 2020-12.`,
    };
  }
  return {
    draft: "2020-12",
    vocabularies: new Set([...all].filter((one) => known.includes(one))),
    assertsFormat: known.includes("format-assertion"),
  };
}
