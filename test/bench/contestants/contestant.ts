import type { Broken } from "../broken.js";
import type { Kind, Layout, Plain } from "../frames.js";

/** What a contestant does with frames of one kind; what it cannot do is left out. */
export interface Tasks {
  /** The frame that the text holds, checked; throws where it is none. */
  decode?(text: string): unknown;
  decodeBytes?(bytes: Uint8Array): unknown;
  encode?(frame: unknown): string;
  /** Puts the UTF-8 text of a frame at the beginning of the buffer; gives the number of bytes. */
  encodeInto?(frame: unknown, buffer: Uint8Array): number;
  guard?(value: unknown): boolean;
  /** Everything that is wrong with the frame that the text holds. */
  reject?(text: string): readonly unknown[];
}

/** A library, or a way of using one, as the frames are seen by it. */
export interface Contestant {
  /** What it does with frames of a kind: nothing where it does not know it. */
  tasks(kind: Kind): Tasks;
  /** What it decodes as plain data, where that is something else. */
  plain?(kind: Kind, decoded: unknown): unknown;
  /** A frame as it encodes it, where that is not plain data. */
  own?(kind: Kind, frame: Plain): unknown;
  /** Broken frames that it takes for good ones, and layouts that it cannot read. */
  readonly differences?: readonly (Broken | Layout)[];
}
