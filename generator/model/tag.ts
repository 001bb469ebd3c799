import type { DiagnosticCode } from "../diagnostics.js";
import { type FrameTree, kindsOf, leaves, type Tree } from "./frames.js";
import type { Reader } from "./reader.js";
import type { Kind } from "./types.js";

/** The tag of a union, or why it has none. */
export type TagFinding =
  | { readonly tag: string }
  | { readonly code: DiagnosticCode; readonly message: string; readonly at?: FrameTree };

/**
 * Finds the property that tells the frames of `tree` apart.
 *
 * @param wanted - the tag, where the manifest or the command line names it.
 */
export function findTag(tree: Tree, wanted: string | undefined, reader: Reader): TagFinding {
  const frames = leaves(tree);
  const named = wanted ?? (tree.is === "union" ? tree.discriminator : undefined);
  const kinds = frames.map(({ type }) => new Map(kindsOf(type, reader)));
  const shared = [...(kinds[0] ?? new Map<string, Kind>()).keys()].filter((name) =>
    kinds.every((one) => one.has(name)),
  );
  const distinct = shared.filter((name) => new Set(kinds.map((one) => one.get(name))).size === frames.length);
  if (named !== undefined)
    return distinct.includes(named) ? { tag: named } : explain(named, frames, kinds, reader);
  if (distinct.length === 1) return { tag: distinct[0] as string };
  if (distinct.length > 1) {
    const names = distinct.map((name) => `\`${name}\``).join(" and ");
    return {
      code: "tag-ambiguous",
      message: `Both ${names} could be the tag: name one as \`tag\` in the manifest or with --tag.`,
    };
  }
  const optional = frames.map(({ type }) => new Map(kindsOf(type, reader, true)));
  const near =
    shared[0] ??
    [...(optional[0] ?? new Map<string, Kind>()).keys()].find((name) =>
      optional.every((one) => one.has(name)),
    );
  if (near !== undefined) return explain(near, frames, kinds, reader);
  const message =
    "No property is required with a constant of its own in every branch, so nothing tells the frames apart: give each a `const` tag.";
  return { code: "tag-not-found", message };
}

/** Why `tag` is not the tag of `frames`. */
function explain(
  tag: string,
  frames: readonly FrameTree[],
  kinds: readonly ReadonlyMap<string, Kind>[],
  reader: Reader,
): TagFinding {
  const seen = new Map<Kind, FrameTree>();
  for (const [index, frame] of frames.entries()) {
    const kind = kinds[index]?.get(tag);
    if (kind === undefined) {
      const isThere = kindsOf(frame.type, reader, true).some(([name]) => name === tag);
      return isThere
        ? {
            code: "tag-not-required",
            message: `The tag \`${tag}\` may be absent here: add it to \`required\`.`,
            at: frame,
          }
        : {
            code: "tag-not-found",
            message: `This frame needs its tag: \`${tag}\`, required, with a \`const\` that is a string or an integer.`,
            at: frame,
          };
    }
    const first = seen.get(kind);
    if (first) {
      const where = `${first.location.document.file}#${first.location.pointer}`;
      return {
        code: "kind-duplicate",
        message: `The kind \`${kind}\` is also that of ${where}: give each frame a kind of its own.`,
        at: frame,
      };
    }
    seen.set(kind, frame);
  }
  return { code: "tag-not-found", message: `\`${tag}\` does not tell the frames apart.` };
}
