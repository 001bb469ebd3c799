import type { Kind, Protocol } from "../model/types.js";
import { type Direction, type Entry, entryOf, type Line } from "../recording/index.js";
import type { FrameErrorCode } from "../runtime/errors.js";
import { type ProtocolCodecs, refusal } from "../targets/typescript/run.js";
import { type Decoder, Decoders } from "./decoders.js";

/** What is wrong with a line of a recording. */
export interface Finding {
  /** The number of the line, from 1 on. */
  readonly line: number;
  readonly channel?: string;
  readonly direction?: Direction;
  /** The kind that the frame says it is, where it does, cut where it is long. */
  readonly kind?: Kind;
  readonly code: "unreadable_line" | "unknown_channel" | FrameErrorCode;
  /** Where in the frame the first thing is that is wrong. */
  readonly path: string;
  /** What that is. */
  readonly message: string;
  /** How many more things are wrong. */
  readonly more?: number;
}

/** How many frames of a kind there were. */
export interface Count {
  valid: number;
  invalid: number;
}

/** How much of a kind is shown: a peer may send one of any length. */
const shownKind = 64;

/** Checks the lines of recordings, by the codecs that are generated for the protocol, and counts them. */
export class Validator {
  /** How many frames there were of each kind that the protocol has. */
  readonly counts: ReadonlyMap<Kind, Count>;
  /** How many lines were looked at, and with how many of them something is wrong. */
  lines = 0;
  bad = 0;
  readonly #decoders: Decoders;

  constructor(protocol: Protocol, codecs: ProtocolCodecs) {
    this.#decoders = new Decoders(protocol, codecs);
    const kinds = this.#decoders.all.flatMap((decoder) => [...decoder.kinds]);
    this.counts = new Map(kinds.map((kind) => [kind, { valid: 0, invalid: 0 }]));
  }

  /** What is wrong with a line, if anything is. */
  check(line: Line): Finding | undefined {
    this.lines++;
    if (line.text === undefined) return this.#found(line, { code: "unreadable_line", message: line.problem });
    const entry = entryOf(line.text);
    if (entry.problem !== undefined) {
      return this.#found(line, { code: "unreadable_line", message: entry.problem });
    }
    const decoders = this.#decoders.of(entry);
    if (typeof decoders === "string") {
      return this.#found(line, { ...placeOf(entry), code: "unknown_channel", message: decoders });
    }
    for (const { codec, tag } of decoders) {
      const result = codec.tryDecode(entry.text);
      if (result.status !== "frame") continue;
      this.#count(kindIn(result.frame, tag), "valid");
      return undefined;
    }
    return this.#found(line, { ...placeOf(entry), ...this.#reason(entry.text, decoders) });
  }

  /** Why none of the decoders accepts a text, in the words of the one that knows its kind, else of the first. */
  #reason(text: string, decoders: readonly Decoder[]): Reason {
    const value = parsed(text);
    const knowing = decoders.find(({ tag, kinds }) => kinds.has(kindIn(value, tag) ?? ""));
    const { codec, tag } = knowing ?? (decoders[0] as Decoder);
    const { code, issues } = refusal(text, codec);
    const [{ path, message } = { path: "$", message: code }] = issues;
    const kind = kindIn(value, tag);
    this.#count(kind, "invalid");
    const shown = typeof kind === "string" && kind.length > shownKind ? `${kind.slice(0, shownKind)}…` : kind;
    const more = issues.length - 1;
    return {
      ...(shown === undefined ? {} : { kind: shown }),
      code,
      path,
      message,
      ...(more > 0 ? { more } : {}),
    };
  }

  #found({ number: line }: Line, reason: Reason): Finding {
    this.bad++;
    return { line, path: "$", ...reason };
  }

  #count(kind: Kind | undefined, verdict: keyof Count): void {
    const count = kind === undefined ? undefined : this.counts.get(kind);
    if (count) count[verdict]++;
  }
}

/** What there is to say of a line beside its number, and a path that is not that of the whole. */
type Reason = Omit<Finding, "line" | "path"> & Partial<Pick<Finding, "path">>;

function placeOf({ channel, direction }: Entry): Partial<Pick<Finding, "channel" | "direction">> {
  return { ...(channel === undefined ? {} : { channel }), ...(direction === undefined ? {} : { direction }) };
}

function kindIn(frame: unknown, tag: string): Kind | undefined {
  if (typeof frame !== "object" || frame === null || !Object.hasOwn(frame, tag)) return undefined;
  const kind = (frame as Readonly<Record<string, unknown>>)[tag];
  return typeof kind === "string" || typeof kind === "number" ? kind : undefined;
}

/** The value of a text, which has no kind where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
