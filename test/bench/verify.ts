import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { brokenOnes, brokenTwice, faultsOf } from "./broken.js";
import type { Contestant } from "./contestants/contestant.js";
import { framesOf, type Kind, layouts, textOf } from "./frames.js";

const bytes = new TextEncoder();
const text = new TextDecoder();

/**
 * Holds a contestant to what everyone must agree on about the frames of a kind: their values, their texts, and which are none.
 *
 * What it is known to see in another way must be so, too.
 */
export function verify({ tasks, plain, own, differences = [] }: Contestant, kind: Kind): Set<string> {
  const { decode, decodeBytes, encode, encodeInto, guard, reject } = tasks(kind);
  const frames = framesOf(kind).slice(0, 64);
  const seen = new Set<string>();
  for (const frame of frames) {
    const canonical = textOf(frame, "canonical");
    if (decode) {
      const decoded = (input: string) => (plain ? plain(kind, decode(input)) : decode(input));
      for (const layout of layouts) {
        const isRead = attempt(() => deepStrictEqual(like(decoded(textOf(frame, layout))), frame));
        agree(isRead, layout, true);
      }
      for (const [broken, value] of brokenOnes(frame)) {
        agree(
          attempt(() => decode(JSON.stringify(value))),
          broken,
          false,
        );
      }
      throws(() => decode(canonical.slice(0, -1)), "A text that ends early was decoded");
    }
    if (decodeBytes) deepStrictEqual(like(decodeBytes(bytes.encode(canonical))), frame);
    if (encode) strictEqual(encode(own ? own(kind, frame) : frame), canonical);
    if (encodeInto) {
      const buffer = new Uint8Array(canonical.length * 3);
      strictEqual(text.decode(buffer.subarray(0, encodeInto(frame, buffer))), canonical);
    }
    if (guard) {
      ok(guard(frame), `Its guard refuses ${canonical}`);
      for (const [broken, value] of brokenOnes(frame)) agree(guard(value), broken, false);
    }
    if (reject) {
      const found = reject(JSON.stringify(brokenTwice(frame))).length;
      ok(found >= faultsOf(kind), `It finds ${found} faults of ${faultsOf(kind)}`);
    }
  }
  return seen;

  function agree(is: boolean, what: (typeof differences)[number], should: boolean): void {
    if (is === should) return;
    if (!differences.includes(what)) throw new Error(`It is not known to see ${kind} otherwise: ${what}`);
    seen.add(what);
  }
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** The same with plain objects, whatever they inherit from. */
function like(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
