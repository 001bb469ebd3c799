import { expect, test } from "vitest";
import { frame, union } from "../generated/protocols.js";
import { comparedBy, pairOfSchema } from "./python/pair.js";
import { needPython } from "./python.js";

/* Which integers are kinds that another build may know, and which are none. */

const unknown = ["3", "-1", "-0", "3.0", "3e0", "9007199254740991"];
const invalid = [
  "9007199254740992",
  "-9007199254740992",
  "18446744073709551616",
  "1e21",
  "0.5",
  "true",
  "null",
];

const kindsOf: [name: string, kinds: (string | number)[]][] = [
  ["integers", [1, 2]],
  ["an integer alone", [1]],
  ["integers and strings", [1, "a"]],
];

test.for(kindsOf)("both ends tell unknown kinds from what is no kind: %s", async ([, kinds], context) => {
  needPython(context, "msgspec");
  const frames = kinds.map((kind, index) => [`Kind${index}`, frame(kind)] as const);
  const pair = await pairOfSchema(union(Object.fromEntries(frames)));
  const texts = [...unknown, ...invalid].map((kind) => Buffer.from(`{"kind":${kind}}`));
  const codes = [...unknown.map(() => "unknown_kind"), ...invalid.map(() => "invalid_frame")];
  const codeOf = (outcome: object) => ("code" in outcome ? outcome.code : "none");
  const cases = comparedBy(pair, texts);
  expect(cases.map(({ ours }) => codeOf(ours))).toEqual(codes);
  expect(cases.map(({ peers }) => codeOf(peers))).toEqual(codes);
  expect(pair.peer.outcomes("FRAME_CODEC", texts, "from_dict").map(codeOf)).toEqual(codes);
});
