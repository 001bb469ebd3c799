import type { Random } from "../differential/random.js";

/** A schema, as it is written in a file. */
export type Schema = { readonly [keyword: string]: unknown };

/** A channel with a file of its own, in which each kind of frame is a definition. */
export interface RandomProtocol {
  readonly tag: string;
  readonly channels: ReadonlyMap<string, Schema>;
}

const words = (
  "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo " +
  "sierra tango uniform victor whiskey xray yankee zulu"
).split(" ");

/** A random protocol of which everything shows in frames, if there are enough of them. */
export function randomProtocol(random: Random): RandomProtocol {
  const tag = random.pick(["kind", "type", "op", "t", "what"]);
  const isInteger = random.chance(0.2);
  const fresh = freshNames(random);
  const channels = new Map<string, Schema>();
  for (let count = 1 + random.below(2); count > 0; count--) {
    const kinds = 2 + random.below(4);
    const frames = Array.from({ length: kinds }, (_, index) => {
      const kind = isInteger ? 10 * channels.size + index : fresh();
      return [
        `Frame${channels.size}${index}`,
        objectSchema(random, fresh, 3, { [tag]: { const: kind } }),
      ] as const;
    });
    channels.set(fresh(), {
      title: `Union${channels.size}`,
      oneOf: frames.map(([name]) => ({ $ref: `#/$defs/${name}` })),
      $defs: Object.fromEntries(frames),
    });
  }
  return { tag, channels };
}

/** Names that are not given twice, so that nothing is shared by chance. */
function freshNames(random: Random): () => string {
  let count = 0;
  return () =>
    `${random.pick(words)}_${words[count % words.length]}${count++ >= words.length ? `_${words[Math.floor(count / words.length) % words.length]}` : ""}`;
}

function objectSchema(random: Random, fresh: () => string, depth: number, own: Schema = {}): Schema {
  const names = Array.from({ length: 1 + random.below(4) }, fresh);
  const always = fresh();
  const properties = Object.fromEntries(names.map((name) => [name, typeSchema(random, fresh, depth - 1)]));
  return {
    type: "object",
    // One that is always there, so that frames of two kinds differ in what they have.
    properties: { ...own, [always]: { type: "boolean" }, ...properties },
    required: [...Object.keys(own), always, ...names.filter(() => random.chance(0.6))],
  };
}

function typeSchema(random: Random, fresh: () => string, depth: number): Schema {
  const plain: (() => Schema)[] = [
    () => ({ type: "string" }),
    () => ({ type: "string", format: "date-time" }),
    () => ({ type: "integer" }),
    () => ({ type: "number" }),
    () => ({ type: "boolean" }),
    () => ({ type: "integer", format: "int64" }),
    () => ({ type: "integer", format: "uint64" }),
    () => ({ enum: enumValues(random) }),
    () => ({ type: ["string", "null"] }),
    () => ({ type: ["integer", "null"] }),
    () => ({ type: ["integer", "string"] }),
  ];
  const inner = () => typeSchema(random, fresh, depth - 1);
  const nested: (() => Schema)[] = [
    () => ({ type: "array", items: inner() }),
    () => objectSchema(random, fresh, depth),
    () => ({ anyOf: [objectSchema(random, fresh, depth), { type: "null" }] }),
    () => ({ type: "object", additionalProperties: inner(), propertyNames: { pattern: "^[0-9a-f]{8}$" } }),
    () => unionSchema(random, fresh, depth),
  ];
  return depth > 0 && random.chance(0.4) ? random.pick(nested)() : random.pick(plain)();
}

function unionSchema(random: Random, fresh: () => string, depth: number): Schema {
  const tag = random.pick(["type", "kind", "shape"]);
  const members = Array.from({ length: 2 + random.below(2) }, () =>
    objectSchema(random, fresh, depth - 1, { [tag]: { const: fresh() } }),
  );
  return { oneOf: members };
}

function enumValues(random: Random): string[] {
  const start = random.below(words.length - 4);
  return words.slice(start, start + 2 + random.below(3));
}
