import type { Frame, Kind, Protocol } from "../model/types.js";
import { type Direction, type Entry, entryOf, type Line } from "../recording/index.js";
import type { DecodeResult } from "../runtime/codec.js";
import type { FrameErrorCode } from "../runtime/errors.js";
import { type AnyCodec, type ProtocolCodecs, refusal } from "../targets/typescript/run.js";
import { Decoders } from "./decoders.js";

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
  readonly #tags: readonly string[];

  constructor(protocol: Protocol, codecs: ProtocolCodecs) {
    const unions = unionsOf(protocol);
    const kinds = unions.flatMap(({ frames }) => frames.map(({ kind }) => kind));
    this.counts = new Map(kinds.map((kind) => [kind, { valid: 0, invalid: 0 }]));
    this.#tags = [...new Set(unions.map(({ tag }) => tag))];
    this.#decoders = new Decoders(codecs, protocol.channels);
  }

  /** What is wrong with a line, if anything is. */
  check(line: Line): Finding | undefined {
    this.lines++;
    if (line.text === undefined) return this.#found(line, { code: "unreadable_line", message: line.problem });
    const entry = entryOf(line.text);
    const decoders = this.#decoders.of(entry);
    if (typeof decoders === "string") {
      return this.#found(line, { ...placeOf(entry), code: "unknown_channel", message: decoders });
    }
    let refused: { readonly codec: AnyCodec; readonly result: DecodeResult<unknown> } | undefined;
    for (const codec of decoders) {
      const result = codec.tryDecode(entry.text);
      if (result.status === "frame") {
        this.#count(this.#kindOf(result.frame), "valid");
        return undefined;
      }
      // Who knows the kind has more to say.
      if (refused?.result.status !== "invalid") refused = { codec, result };
    }
    return refused && this.#found(line, { ...placeOf(entry), ...this.#reason(entry.text, refused) });
  }

  #reason(text: string, { codec, result }: { codec: AnyCodec; result: DecodeResult<unknown> }): Reason {
    const { code, issues } = result.status === "invalid" ? result.error : refusal(text, codec);
    const [{ path, message } = { path: "$", message: code }] = issues;
    const kind = code === "invalid_json" ? undefined : this.#kindOf(parsed(text));
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

  #kindOf(frame: unknown): Kind | undefined {
    if (typeof frame !== "object" || frame === null) return undefined;
    for (const tag of this.#tags) {
      const kind = Object.hasOwn(frame, tag) ? (frame as Readonly<Record<string, unknown>>)[tag] : undefined;
      if (typeof kind === "string" || typeof kind === "number") return kind;
    }
    return undefined;
  }
}

/** What there is to say of a line beside its number, and a path that is not that of the whole. */
type Reason = Omit<Finding, "line" | "path"> & Partial<Pick<Finding, "path">>;

/** What frames are told apart by: the whole protocol, or each of its unions and of what its channels carry. */
function unionsOf({ frames, unions, channels }: Protocol): { tag: string; frames: readonly Frame[] }[] {
  if ("members" in frames) return [{ tag: frames.tag, frames: frames.members }];
  const carried = channels.flatMap(({ serverToClient, clientToServer }) => [serverToClient, clientToServer]);
  return [...unions, ...carried].filter((union) => union !== undefined);
}

function placeOf({ channel, direction }: Entry): Partial<Pick<Finding, "channel" | "direction">> {
  return { ...(channel === undefined ? {} : { channel }), ...(direction === undefined ? {} : { direction }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not text of a frame: it has no kind
  }
}
