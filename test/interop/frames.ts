import { codecs } from "../../generated/ts/index.js";
import type { Random } from "../differential/random.js";

/** JSON text as a tree of which every leaf, and every name, is text already: right or wrong. */
type Node = string | readonly Node[] | { readonly members: readonly Member[] };

interface Member {
  readonly name: string;
  readonly value: Node;
}

/** The bytes of a frame of the default protocol: as a peer may send it, or with something wrong with it. */
export function frameBytes(random: Random): Uint8Array {
  let frame = random.chance(0.3) ? example(random) : made(random);
  if (random.chance(0.2)) frame = { members: shuffled(frame.members, random) };
  if (random.chance(0.4)) {
    for (let changes = 1 + random.below(2); changes > 0; changes--) frame = broken(frame, random);
  }
  const text = print(frame, random.chance(0.25) ? random : undefined);
  const bytes = Buffer.from(text, "utf8");
  return random.chance(0.3) ? damaged(bytes, random) : bytes;
}

interface FrameTree {
  readonly members: readonly Member[];
}

function example(random: Random): FrameTree {
  const codec = random.pick(Object.values(codecs));
  return tree(random.pick<object>(codec.examples)) as FrameTree;
}

/** A valid frame, but for what the literals in it may be. */
function made(random: Random): FrameTree {
  const [kind, fields] = random.pick(Object.entries(shapes));
  const members = Object.entries(fields).map(([name, make]) => ({ name: quoted(name), value: make(random) }));
  return { members: [{ name: quoted("kind"), value: quoted(kind) }, ...members] };
}

type Make = (random: Random) => Node;

const text: Make = (random) => {
  const length = random.below(4);
  return `"${Array.from({ length }, () => random.pick(random.chance(0.02) ? badCharacters : characters)).join("")}"`;
};
const integer: Make = (random) =>
  random.pick(random.chance(0.1) ? numbers : ["0", "1", "-7", "12", "1250000"]);
const list: Make = (random) => Array.from({ length: random.below(3) }, () => object(random));
const object: Make = (random) => freeObject(random, 3);

const shapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  phase: { phase: text, at: text },
  progress: { phase: text, current: integer, total: integer },
  input_required: { fields: list, reason: text, plugin: text },
  warning: { phase: text, message: text },
  done: { result: object },
  failed: { phase: text, error: object },
  snapshot: { findings: list, audit_at: text },
  delta: { added: list, removed: list, changed: list, audit_at: text },
};

/** Pieces of strings, as JSON text, that stand for themselves or are valid escapes. */
const characters = [
  ..."a e7é日😀/\u007f\u0085\u2028\ufeff\uffff",
  ...'\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000 \\u001f \\u0041 \\u00E9 \\u2028 \\ud83d\\ude00 \\uD83D\\uDE00'.split(
    " ",
  ),
  "\\\\ud800",
];

/** Pieces that no string may have. */
const badCharacters = [
  ..."\\q \\x41 \\' \\u12 \\u12g4 \\u{41} \\ud800 \\udc00 \\uD800a \\ud800\\u0041 \\udc00\\ud800".split(" "),
  "\n",
  "\t",
  "\u0000",
  "\u001f",
];

/** Numbers that are read differently here and there, and some that are none. */
const numbers = [
  ..."1.0 -1.0 0.0 -0 -0.0 1e3 1E+2 10e-1 1e-400 0e999 0.1 1e-7 1.5e-5 123456789.125 1e16 1e17 1e21 1.5e22".split(
    " ",
  ),
  ..."123456789012345680000.0 1e308 5e-324 1e309 -1e400 9007199254740991 9007199254740992 -9007199254740993".split(
    " ",
  ),
  ..."9223372036854775808 18446744073709551616 -1000000000000000000000000000000 01 -01 1. .5 +1 1e 0x10 NaN".split(
    " ",
  ),
  "-Infinity",
  "7".repeat(400),
  "7".repeat(4301),
];

const fine = ["null", "true", "false", "0", "1", "-1", "0.5", "2.25", "42", "{}", "[]"];
const wrong = ["nul", "True", "'a'", "undefined", "", "{", "]", "//", '"'];

function freeValue(random: Random, depth: number): Node {
  const choice = random.next();
  if (choice < 0.003) return nested(random.pick(fine), random);
  if (depth > 0 && choice < 0.2) return freeObject(random, depth - 1);
  if (depth > 0 && choice < 0.35) {
    return Array.from({ length: random.below(3) }, () => freeValue(random, depth - 1));
  }
  if (choice < 0.6) return text(random);
  if (choice < 0.65) return random.pick(numbers);
  return random.pick(choice < 0.655 ? wrong : fine);
}

function freeObject(random: Random, depth: number): Node {
  const names = ["id", "code", "a", "", "__proto__", "constructor", "é", "kind", "x y"];
  const members = Array.from({ length: random.below(4) }, (): Member => {
    const isOdd = random.chance(0.03);
    const name = isOdd ? random.pick(["2", "1", "10", "01", "-1", "4294967295"]) : random.pick(names);
    return {
      name: random.chance(0.05) ? (text(random) as string) : quoted(name),
      value: freeValue(random, depth),
    };
  });
  return { members };
}

/** The frame with one thing in it changed that may make it another, or none. */
function broken(frame: FrameTree, random: Random): FrameTree {
  const members = [...frame.members];
  if (members.length === 0) return { members: [{ name: '"kind"', value: '"done"' }] };
  const at = random.below(members.length);
  const { name, value } = members[at] as Member;
  const other = random.pick([
    '"zz"',
    '"Kind"',
    '"phase"',
    '"at"',
    '"current"',
    '"result"',
    '""',
    "kind",
    "1",
  ]);
  switch (random.below(8)) {
    case 0:
      members.splice(at, 1);
      break;
    case 1:
      members[at] = { name: other, value };
      break;
    case 2:
      members.splice(random.below(members.length + 1), 0, { name: other, value: freeValue(random, 2) });
      break;
    case 3:
      members.splice(random.below(members.length + 1), 0, {
        name,
        value: random.chance(0.5) ? value : freeValue(random, 1),
      });
      break;
    case 4:
      members[at] = { name, value: random.pick(numbers) };
      break;
    case 5:
      members[at] = { name: escaped(name, random), value };
      break;
    case 6:
      members[at] = { name, value: nested(value, random) };
      break;
    default:
      members[at] = { name, value: freeValue(random, 2) };
  }
  return { members };
}

/** The name with one letter written as an escape. */
function escaped(name: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, name.length - 2));
  const code = name.charCodeAt(at).toString(16).padStart(4, "0");
  return `${name.slice(0, at)}\\u${code}${name.slice(at + 1)}`;
}

/** The value some levels down in another: few, or about as many as a frame may have. */
function nested(value: Node, random: Random): Node {
  const levels = random.chance(0.2) ? 505 + random.below(12) : 1 + random.below(3);
  const isList = random.chance(0.5);
  let result = value;
  for (let level = 0; level < levels; level++) {
    result = isList ? [result] : { members: [{ name: '"a"', value: result }] };
  }
  return result;
}

/** The bytes with some of them lost, changed or added. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const odd = [
    0x00, 0x09, 0x0a, 0x0b, 0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x65, 0x7b, 0x7d,
  ];
  const foreign = [0x80, 0xbf, 0xc0, 0xc3, 0xe2, 0xed, 0xf4, 0xf8, 0xff];
  const byte = random.pick(random.chance(0.7) ? odd : foreign);
  const space = random.pick([" ", "\n\t\r ", "\f", "\u00a0", "\ufeff", "x", "{}", ",", "\u0000", "// c\n"]);
  switch (random.below(7)) {
    case 0:
      return Buffer.concat([before, after.subarray(1)]);
    case 1:
      return Buffer.concat([before, after.subarray(0, 1), after]);
    case 2:
      return Buffer.concat([before, Uint8Array.of(byte), after.subarray(1)]);
    case 3:
      return before;
    case 4:
      return Buffer.concat([Buffer.from(space), bytes]);
    case 5:
      return Buffer.concat([bytes, Buffer.from(space)]);
    default:
      return Buffer.concat([before, Uint8Array.of(byte), after]);
  }
}

function print(node: Node, random?: Random): string {
  const space = () => (random ? random.pick(["", "", " ", "\n", "\t", "\r\n  "]) : "");
  if (typeof node === "string") return space() + node + space();
  if ("members" in node) {
    const members = node.members.map(
      ({ name, value }) => `${space()}${name}${space()}:${print(value, random)}`,
    );
    return `${space()}{${members.join(",")}${space()}}${space()}`;
  }
  return `${space()}[${node.map((element) => print(element, random)).join(",")}${space()}]${space()}`;
}

/** The tree of a value. */
function tree(value: unknown): Node {
  if (Array.isArray(value)) return value.map(tree);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return {
    members: Object.entries(value).map(([name, inner]) => ({ name: quoted(name), value: tree(inner) })),
  };
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let at = result.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
