import type { Diagnostics } from "../diagnostics.js";
import type { Loaded } from "../load/index.js";
import { isJsonObject } from "../load/keywords.js";
import type { ManifestChannel } from "../load/manifest.js";
import { pathParameters } from "../load/manifest.js";
import { below, keyOf, type Location, type Schemas } from "../load/schemas.js";
import { Definitions } from "./definitions.js";
import { kindsOf, leaves, type Tree, treeOf } from "./frames.js";
import { baseName } from "./names.js";
import { Patterns } from "./patterns.js";
import { Reader } from "./reader.js";
import { sourceOf } from "./source.js";
import { findTag } from "./tag.js";
import type { Channel, Conflict, Frame, FrameSet, Kind, Protocol, Type, Union } from "./types.js";

/** What is not in the schema files. */
export interface BuildOptions {
  /** The tag, where there is no manifest that names it. */
  readonly tag?: string | undefined;
  /** Whether `format` is asserted; `false` where it is not given. */
  readonly assertFormats?: boolean | undefined;
  /** Patterns that may take any time to match, as they stand in the schemas. */
  readonly allowPatterns?: readonly string[] | undefined;
}

/**
 * Builds the picture of the protocol out of what was loaded.
 *
 * @throws DiagnosticsError with everything that is wrong with it.
 */
export function build(loaded: Loaded, options: BuildOptions, diagnostics: Diagnostics): Protocol {
  const { schemas, manifest, roots } = loaded;
  const wantedTag = manifest?.content.tag ?? options.tag;
  const patterns = new Patterns(options.allowPatterns);
  const reader = new Reader(schemas, patterns, options.assertFormats);
  const definitions = new Definitions(reader, schemas);
  const unions = new Map<string, UnionDraft>();

  const unionAt = (location: Location): UnionDraft | undefined => {
    const known = unions.get(keyOf(location));
    if (known) return known;
    const tree = treeOf(location, reader, schemas);
    const finding = findTag(tree, wantedTag, reader);
    if ("code" in finding && diagnostics.hasErrors) return undefined; // what is wrong already may be why
    if ("code" in finding) {
      const at = finding.at?.location ?? tree.location;
      const hint = definitionHint(location, schemas.silent());
      schemas.report(finding.code, finding.message + hint, at);
      return undefined;
    }
    const draft = { tree, tag: finding.tag };
    unions.set(keyOf(location), draft);
    define(tree, finding.tag, definitions, reader);
    return draft;
  };

  const channels = Object.entries(manifest?.content.channels ?? {}).map(([name, channel]) => {
    const start: Location = {
      document: (manifest as { document: Location["document"] }).document,
      pointer: "",
    };
    const direction = (key: "serverToClient" | "clientToServer") => {
      const ref = channel[key]?.$ref;
      const location =
        ref === undefined ? undefined : schemas.resolve(ref, below(start, "channels", name, key));
      return location && unionAt(location);
    };
    return {
      name,
      channel,
      source: sourceOf(below(start, "channels", name)),
      serverToClient: direction("serverToClient"),
      clientToServer: direction("clientToServer"),
    };
  });
  const bare = roots
    .flatMap((root) => framesIn(root, reader, schemas))
    .flatMap((root) => unionAt(root) ?? []);
  diagnostics.throwErrors();

  const drafts = [...unions.values()];
  for (const { tree, tag } of drafts) definitions.reach(tree, tag);
  const built = definitions.finish();
  for (const pattern of patterns.unused) {
    const message = `\`allowPatterns\` has ${JSON.stringify(pattern)}, which needs no leave: take it out.`;
    diagnostics.add("pattern-unused", message);
  }
  diagnostics.throwErrors();

  const nameOf = (tree: Tree) => definitions.nameOf(tree.location);
  const unionOf = ({ tree, tag }: UnionDraft): Union => ({
    name: nameOf(tree),
    tag,
    frames: leaves(tree).map((leaf): Frame => ({ name: nameOf(leaf), kind: kindOf(leaf.type, tag, reader) })),
  });
  const isUnion = ({ tree }: UnionDraft) => tree.is === "union";
  const nested = drafts.flatMap(({ tree, tag }) =>
    subtrees(tree).map((part): UnionDraft => ({ tree: part, tag })),
  );
  const all = [...new Map([...nested].map((draft) => [nameOf(draft.tree), draft])).values()].filter(isUnion);
  const frames = frameSet(drafts.map(unionOf));
  if ("conflict" in frames) diagnostics.add("frames-per-channel", frames.conflict);
  const [firstRoot] = bare;
  return {
    name: manifest?.content.name ?? (firstRoot ? nameOf(firstRoot.tree) : ""),
    ...optional("version", manifest?.content.version),
    ...optional("description", manifest?.content.description),
    files: [
      ...(manifest ? [manifest.document.file] : []),
      ...schemas.files.filter((file) => file !== manifest?.document.file),
    ],
    definitions: built,
    unions: all.map(unionOf),
    channels: channels.map(
      ({ name, channel, serverToClient, clientToServer, source }): Channel => ({
        name,
        path: channel.path,
        ...optional("description", channel.description),
        parameters: parametersOf(channel),
        ...optional("serverToClient", serverToClient && unionOf(serverToClient)),
        ...optional("clientToServer", clientToServer && unionOf(clientToServer)),
        source,
      }),
    ),
    frames,
  };
}

interface UnionDraft {
  readonly tree: Tree;
  readonly tag: string;
}

/** Tells the definitions what the frames and unions of a tree are. */
function define(tree: Tree, tag: string, definitions: Definitions, reader: Reader): Type {
  if (tree.is === "frame") return definitions.defineFrame(tree, tag, kindOf(tree.type, tag, reader));
  const members = tree.members.map((member) => define(member, tag, definitions, reader));
  return definitions.defineUnion(tree, members);
}

function kindOf(type: Type, tag: string, reader: Reader): Kind {
  const found = kindsOf(type, reader).find(([name]) => name === tag);
  if (!found) throw new Error(`a frame without the tag ${tag}`);
  return found[1];
}

/** The unions in a tree that have names of their own, inner ones first. */
function subtrees(tree: Tree): Tree[] {
  if (tree.is === "frame") return [];
  return [...tree.members.flatMap(subtrees), ...(Definitions.isNamed(tree.location) ? [tree] : [])];
}

function frameSet(unions: readonly Union[]): FrameSet | Conflict {
  // In a table, which is an object, a number and the string of its digits are one key.
  const members = new Map<string, Frame>();
  const [first] = unions;
  if (!first) return { conflict: "The protocol has no frames." };
  for (const { name, tag, frames } of unions) {
    if (tag !== first.tag)
      return conflictOf(`${first.name} has the tag \`${first.tag}\` and ${name} the tag \`${tag}\``);
    for (const frame of frames) {
      const other = members.get(String(frame.kind));
      if (other && other.name !== frame.name) {
        const isSame = other.kind === frame.kind;
        return conflictOf(
          isSame
            ? `The kind \`${frame.kind}\` is both ${other.name} and ${frame.name}`
            : `The kind of ${other.name} is \`${JSON.stringify(other.kind)}\` and that of ${frame.name} is \`${JSON.stringify(frame.kind)}\``,
        );
      }
      members.set(String(frame.kind), frame);
    }
  }
  return { tag: first.tag, members: [...members.values()], parts: unions.map(({ name }) => name) };
}

function conflictOf(reason: string): Conflict {
  return {
    conflict: `${reason}, so each union and channel has functions of its own and there is no \`Frame\`.`,
  };
}

function parametersOf({ path, parameters = {} }: ManifestChannel): Channel["parameters"] {
  return pathParameters(path).map((name) => ({
    name,
    ...optional("description", Object.hasOwn(parameters, name) ? parameters[name]?.description : undefined),
  }));
}

/** The schema itself; or its definitions that hold frames, where it is nothing but a place for definitions. */
function framesIn(root: Location, reader: Reader, schemas: Schemas): Location[] {
  const schema = schemas.at(root);
  if (!isJsonObject(schema) || reader.read(root).kind !== "unknown") return [root];
  const found = definitionsOf(root, schemas).filter((location) => isTagged(location, reader, schemas));
  const inner = new Set(
    found.flatMap((location) => {
      const tree = treeOf(location, reader, schemas);
      return tree.is === "union"
        ? tree.members.flatMap(withSubtrees).map((part) => keyOf(part.location))
        : [];
    }),
  );
  const outer = found.filter((location) => !inner.has(keyOf(location)));
  const unions = outer.filter((location) => treeOf(location, reader, schemas).is === "union");
  return unions.length > 0 ? unions : outer.length > 0 ? outer : [root];
}

function withSubtrees(tree: Tree): Tree[] {
  return tree.is === "frame" ? [tree] : [tree, ...tree.members.flatMap(withSubtrees)];
}

function definitionsOf(root: Location, schemas: Schemas): Location[] {
  const schema = schemas.at(root);
  if (!isJsonObject(schema)) return [];
  return (["$defs", "definitions"] as const).flatMap((keyword) => {
    const named = schema[keyword];
    return isJsonObject(named) ? Object.keys(named).map((name) => below(root, keyword, name)) : [];
  });
}

function isTagged(location: Location, reader: Reader, schemas: Schemas): boolean {
  return "tag" in findTag(treeOf(location, reader, schemas), undefined, reader);
}

/** Which definitions of the same file could be meant instead of one that is not a union. */
function definitionHint(location: Location, schemas: Schemas): string {
  if (location.pointer !== "") return "";
  const reader = new Reader(schemas);
  const unions = definitionsOf(location, schemas).filter((definition) => {
    const schema = schemas.raw(definition);
    return (
      isJsonObject(schema) &&
      (schema.oneOf !== undefined || schema.anyOf !== undefined) &&
      isTagged(definition, reader, schemas)
    );
  });
  if (unions.length === 0) return "";
  const names = unions.map(({ pointer }) => `#${pointer}`).join(", ");
  return ` These definitions of ${baseName(location.document.file)} are unions with a tag: ${names}.`;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
