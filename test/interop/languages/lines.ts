import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type GenerateOptions, generate } from "../../../generator/index.js";
import { packagePath } from "../../../generator/package.js";
import { temporaryFolder } from "../../support/project.js";
import { wordsSchema } from "./words.js";

/** A text, and what is to be thought of it. */
export interface Line {
  readonly kind: string | number | null;
  readonly text: string;
  /** What a frame that is accepted is written as. */
  readonly canonical?: string;
  readonly verdict: "accepted" | "rejected" | "unknown";
  /** Where it is wrong, and how, where it is rejected. */
  readonly path?: string;
  readonly message?: string;
}

/** Lines for one group of frames of one protocol: `base.Frame`. */
export interface Group {
  readonly protocol: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

/** A protocol that is generated in every language. */
export interface Subject {
  readonly name: string;
  readonly options: GenerateOptions;
  /** The schema, where it stands in no file. */
  readonly schema?: object;
  /** Its groups, and where it has no `Frame` texts of frames in each of them. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Where it has no `Frame`: the group that each of its channels carries. */
  readonly channels?: Readonly<Record<string, string>>;
  /** Texts that are taken as they are, for each of its groups. */
  readonly texts?: readonly string[];
  /** The languages that refuse it. */
  readonly refusedBy?: readonly string[];
}

/** An object of the default protocol with something in it. */
const done = (text: string) => `{"kind":"done","result":{"a":${text}}}`;

/** Texts that are odd as JSON, of the default protocol. */
const oddTexts: readonly string[] = [
  "",
  "{",
  "null",
  '"done"',
  "{}",
  '{"kind":"done"}',
  '{"kind":"done","result":{}',
  '{"kind":"done","result":{}}}',
  '{"kind":"done","result":{}} {}',
  '{"kind":"done","result":{},}',
  "{'kind':'done','result':{}}",
  '{"kind":"done","result":{}} // done',
  '\ufeff{"kind":"done","result":{}}',
  ' \t\n{ "result" : { } , "kind" : "done" } ',
  '{"k\\u0069nd":"d\\u006fne","result":{}}',
  '{"kind":"done","kind":"done","result":{}}',
  '{"kind":"nope","kind":"done","result":{}}',
  '{"kind":"done","result":1,"result":{}}',
  '{"Kind":"done","result":{}}',
  '{"kind":"Done","result":{}}',
  '{"kind":"progress","phase":"p","current":1.0,"total":2}',
  '{"kind":"progress","phase":"p","current":1e2,"total":2}',
  '{"kind":"progress","phase":"p","current":-0,"total":2}',
  '{"kind":"progress","phase":"p","current":01,"total":2}',
  '{"kind":"warning","phase":"p","message":"\\u0000\\u001f\\u007f\\u2028<&>\\ud83d\\ude00\\/"}',
  '{"kind":"warning","phase":"p","message":"\\ud800"}',
  '{"kind":"warning","phase":"p","message":"\\x41"}',
  '{"kind":"warning","phase":"p","message":"\n"}',
  done("NaN"),
  done("1e400"),
  done("0.1e1"),
  done("123456789.125"),
  done("9007199254740992"),
  done(`${"[".repeat(100)}${"]".repeat(100)}`),
  done(`${"[".repeat(200)}${"]".repeat(200)}`),
  done(`${"[".repeat(600)}${"]".repeat(600)}`),
];

const folder = packagePath("test/interop/languages");

/** The protocols: the default one, one with everything that languages differ in, one without a common table, a hostile one. */
export const subjects: readonly Subject[] = [
  {
    name: "base",
    options: { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") },
    groups: { Frame: [] },
    texts: oddTexts,
  },
  {
    name: "awkward",
    options: { inputs: ["protocol.json"], workingFolder: join(folder, "awkward") },
    groups: { Frame: [] },
  },
  {
    name: "conflict",
    options: { inputs: ["protocol.json"], workingFolder: join(folder, "conflict") },
    channels: { files: "FileEvent", users: "UserEvent" },
    groups: {
      FileEvent: ['{"kind":"added","path":"/a"}'],
      UserEvent: ['{"kind":"added","id":7}', '{"kind":"removed","id":-1}'],
    },
  },
  {
    name: "hostile",
    options: { inputs: ["hostile.schema.json"], workingFolder: join(folder, "hostile") },
    groups: { Frame: [] },
  },
  {
    name: "words",
    options: { inputs: ["words.json"] },
    schema: wordsSchema,
    groups: { Frame: [] },
  },
  {
    name: "names",
    options: { inputs: ["names.schema.json"], workingFolder: join(folder, "hostile") },
    groups: { Frame: [] },
    refusedBy: ["go"],
  },
];

interface Codec {
  encode(frame: object): string;
  tryDecode(text: string):
    | { readonly status: "frame"; readonly frame: object }
    | { readonly status: "unknown" }
    | {
        readonly status: "invalid";
        readonly error: { readonly issues: readonly { path: string; message: string }[] };
      };
}

interface Module {
  readonly codecs?: Readonly<Record<string, { readonly examples: readonly object[] }>>;
  readonly encodeFrame: Codec["encode"];
  readonly tryDecodeFrame: Codec["tryDecode"];
  readonly [union: string]: unknown;
}

/**
 * The lines of a protocol: those of its corpus; and its examples, with all that comes of changing one thing in them, judged by the
 * TypeScript code.
 */
export async function linesOf(subject: Subject): Promise<Group[]> {
  const { name: protocol, groups } = subject;
  const files = await filesOf(subject, { targets: ["ts", "corpus"] });
  const corpus = corpusOf(files.get("corpus/frames.ndjson") ?? "");
  const place = temporaryFolder(Object.fromEntries(files));
  const module = (await import(pathToFileURL(join(place, "ts/index.ts")).href)) as Module;
  return Object.entries(groups).map(([name, texts]) => {
    const codec: Codec = module.codecs
      ? { encode: module.encodeFrame, tryDecode: module.tryDecodeFrame }
      : (module[`${name.charAt(0).toLowerCase()}${name.slice(1)}`] as Codec);
    const examples = Object.values(module.codecs ?? {}).flatMap((one) => one.examples);
    const decoded = texts.map((text) => (codec.tryDecode(text) as { frame: object }).frame);
    const all = [...examples, ...decoded].flatMap((frame) => changed(frame as Value).map(print));
    const lines = [...new Set([...all, ...(subject.texts ?? [])])].map((text) => judged(text, codec));
    const own = corpus.filter(({ channel }) => channel === undefined || subject.channels?.[channel] === name);
    if (own.length === 0) throw new Error(`no line of the corpus of ${protocol} is about ${name}`);
    return { protocol, name, lines: [...lines, ...own] };
  });
}

/** The lines of a corpus; the first one says what it is. */
function corpusOf(text: string): (Line & { readonly channel?: string })[] {
  const [, ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Line);
}

/** What is generated from a protocol, by path. */
export async function filesOf(
  { name, options, schema }: Subject,
  more: Partial<GenerateOptions>,
): Promise<ReadonlyMap<string, string>> {
  const placed = schema ? { workingFolder: temporaryFolder({ [`${name}.json`]: schema }) } : {};
  return (await generate({ ...options, ...placed, ...more })).files;
}

/** What the generated TypeScript makes of a text. */
function judged(text: string, codec: Codec): Line {
  const result = codec.tryDecode(text);
  const [, kind = null] = /^\{"[^"]*":("(?:[^"\\]|\\.)*"|-?\d+)/.exec(text) ?? [];
  const known = { kind: kind === null ? null : (JSON.parse(kind) as string | number) };
  if (result.status === "unknown") return { ...known, text, verdict: "unknown" };
  if (result.status === "invalid") {
    const { path = "$", message = "" } = result.error.issues[0] ?? {};
    return { ...known, text, verdict: "rejected", path, message };
  }
  return { ...known, text: codec.encode(result.frame), verdict: "accepted" };
}

type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | { readonly [name: string]: Value };

const others: readonly Value[] = [
  null,
  true,
  0,
  -1,
  1.5,
  101,
  9007199254740991,
  9223372036854775807n,
  9223372036854775808n,
  18446744073709551615n,
  18446744073709551616n,
  -9223372036854775809n,
  "",
  "x",
  "red",
  "zzzz",
  [],
  [null],
  ["x"],
  [1, 1],
  {},
  { a: 1 },
  { x: 1, y: 2 },
];

/** The value; and every value that has one place in it taken away, replaced, or added. */
function changed(value: Value): Value[] {
  return [value, ...others, ...changedInside(value)];
}

function changedInside(value: Value): Value[] {
  if (Array.isArray(value)) {
    const elements = value as readonly Value[];
    return [
      [...elements, ...elements],
      ...elements.slice(0, 2).flatMap((element, index) =>
        changed(element)
          .slice(1)
          .map((one) => elements.with(index, one)),
      ),
    ];
  }
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value as { readonly [name: string]: Value });
  return [
    Object.fromEntries([...members, ["undeclared", [1]]]),
    Object.fromEntries(members.toReversed()),
    ...members.flatMap(([name, member]) => [
      Object.fromEntries(members.filter(([other]) => other !== name)),
      Object.fromEntries(
        members.flatMap(([other, one]) => (other === name ? [[name.toUpperCase(), one]] : [[other, one]])),
      ),
      ...changed(member)
        .slice(1)
        .map((one) => Object.fromEntries(members.map(([other, was]) => [other, other === name ? one : was]))),
    ]),
  ];
}

function print(value: Value): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(print).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}:${print(one)}`)
    .join(",")}}`;
}

/** A part of a value that another value does not have. */
export interface Missing {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The members of objects that `other` does not have, where it is the same value otherwise; nothing where it is not.
 * The order of members does not matter, and integers are compared digit by digit.
 */
export function missingFrom(text: string, other: string): Missing[] | undefined {
  return missing(withNumbers(text), withNumbers(other), "$");
}

/** A number as JSON text has it. */
class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Texts of integers are the same integer; where one is no integer's, they are the same double. */
  equals({ text }: NumberText): boolean {
    const isInteger = /^-?\d+$/.test(text) && /^-?\d+$/.test(this.text);
    return isInteger ? BigInt(text) === BigInt(this.text) : Number(text) === Number(this.text);
  }
}

/** The value of a text, its numbers as they are written. */
function withNumbers(text: string): unknown {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : JSON.stringify({ [numberName]: token }),
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === "object" && value !== null && Object.hasOwn(value, numberName)
      ? new NumberText((value as { readonly [numberName]: string })[numberName])
      : value,
  );
}

/** The name of a member that is in no text. */
const numberName = "a number, as it is written";

function missing(value: unknown, other: unknown, path: string): Missing[] | undefined {
  if (value instanceof NumberText) return other instanceof NumberText && value.equals(other) ? [] : undefined;
  if (typeof value !== "object" || value === null) return value === other ? [] : undefined;
  if (typeof other !== "object" || other === null || other instanceof NumberText) return undefined;
  if (Array.isArray(value) !== Array.isArray(other)) return undefined;
  if (Array.isArray(value) && value.length !== (other as unknown[]).length) return undefined;
  if (Object.keys(other).some((name) => !Object.hasOwn(value, name))) return undefined;
  const found: Missing[] = [];
  for (const [name, one] of Object.entries(value)) {
    const place = `${path}.${name}`;
    if (!Object.hasOwn(other, name)) found.push({ path: place, value: one });
    else {
      const inner = missing(one, (other as Record<string, unknown>)[name], place);
      if (inner === undefined) return undefined;
      found.push(...inner);
    }
  }
  return found;
}
