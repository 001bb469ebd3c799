import { frame } from "../generated/protocols.js";

/** The files of a project, by name; {@link Position.inputs} of them are what is read. */
export type Files = Readonly<Record<string, unknown>>;

/** What must be so in the generated module. */
export interface Expectation {
  /** The string that this is about. */
  readonly text: string;
  /** Where the codec is in the module; the functions for all frames where it is not given. */
  readonly codec?: string;
  /** Canonical texts, each of which is decoded and encoded again. */
  readonly frames?: readonly string[];
  /** What is found in the module, by the steps to it. */
  readonly values?: readonly { readonly steps: readonly string[]; readonly value: unknown }[];
  /** What the function `url` of a channel gives. */
  readonly url?: {
    readonly channel: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly value: string;
  };
}

/** What a comment must say: as running text, or as a value between backticks. */
export interface Comment {
  readonly text: string;
  /** The declaration that the comment is in. */
  readonly declaration: string;
  readonly as: "text" | "defaultValue" | "example";
}

/** A place in a schema or manifest in which a string may stand. */
export interface Position {
  readonly name: string;
  /** A project with all of `strings` in this position; what belongs to the string `n` is called `Item<n>`. */
  readonly files: (strings: readonly string[]) => Files;
  /** What is read; a manifest or schema of the name `protocol.json` where it is not given. */
  readonly inputs?: (strings: readonly string[]) => readonly string[];
  readonly expectations?: (strings: readonly string[]) => readonly Expectation[];
  readonly comments?: (strings: readonly string[]) => readonly Comment[];
}

const text = { type: "string" };
const json = JSON.stringify;

/** An object with this one property; `__proto__` is a name like any other. */
function pair<T>(name: string, value: T): Readonly<Record<string, T>> {
  return Object.fromEntries([[name, value]]);
}

/** A name as a step of a JSON pointer in a URI (RFC 6901 §6). */
function pointerTo(name: string): string {
  const wellFormed = name.replace(/\p{Surrogate}/gu, "\ufffd");
  return encodeURIComponent(wellFormed.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** A union of what `make` gives for each string. */
function unionOf(
  strings: readonly string[],
  make: (text: string, index: number) => object,
  others: object = {},
) {
  const definitions = strings.map((one, index) => [`Item${index}`, make(one, index)] as const);
  return {
    title: "Event",
    oneOf: definitions.map(([name]) => ({ $ref: `#/$defs/${name}` })),
    $defs: { ...Object.fromEntries(definitions), ...others },
  };
}

/** A frame for each string, with the properties and keywords that `make` gives. */
function inFrame(
  name: string,
  make: (text: string) => { properties?: object; optional?: readonly string[]; [keyword: string]: unknown },
  more: Omit<Position, "name" | "files"> = {},
): Position {
  const files = (strings: readonly string[]) => ({
    "protocol.json": unionOf(strings, (one, index) => {
      const { properties = {}, ...keywords } = make(one);
      return frame(`item${index}`, properties as Readonly<Record<string, unknown>>, keywords);
    }),
  });
  return { name, files, ...more };
}

/** A property for each string, with a schema that has the string in it: all of them optional, in one frame. */
function inProperty(
  name: string,
  make: (text: string) => object,
  more: Omit<Position, "name" | "files"> = {},
): Position {
  const files = (strings: readonly string[]) => {
    const properties = Object.fromEntries(strings.map((one, index) => [`Item${index}`, make(one)]));
    const Bag = frame("bag", properties, { optional: Object.keys(properties) });
    return { "protocol.json": { $ref: "#/$defs/Bag", $defs: { Bag } } };
  };
  return { name, files, ...more };
}

/** What each string's property is in the JSON text of a frame. */
function propertiesWith(values: (text: string) => readonly string[]): Pick<Position, "expectations"> {
  return {
    expectations: (strings) =>
      strings.map((one, index) => ({
        text: one,
        frames: values(one).map((value) => `{"kind":"bag","Item${index}":${value}}`),
      })),
  };
}

/** Each string's frame, with `members` of its JSON text behind the kind. */
function framesWith(members: (text: string) => readonly string[]): Pick<Position, "expectations"> {
  return {
    expectations: (strings) =>
      strings.map((one, index) => ({
        text: one,
        frames: members(one).map((member) => `{"kind":"item${index}"${member === "" ? "" : `,${member}`}}`),
      })),
  };
}

function commentsAs(as: Comment["as"]): Pick<Position, "comments"> {
  return {
    comments: (strings) => strings.map((one, index) => ({ text: one, declaration: `Item${index}`, as })),
  };
}

const one = frame("one", { value: text });
const channel = { path: "/one", serverToClient: { $ref: "one.json" } };

/** A manifest, and a schema with one frame. */
function manifest(content: object): Files {
  return { "protocol.json": { name: "small", channels: { one: channel }, ...content }, "one.json": one };
}

/** A channel for each string. */
function inChannel(
  name: string,
  make: (text: string, index: number) => readonly [name: string, channel: object],
  more: Omit<Position, "name" | "files"> = {},
): Position {
  return { name, files: (strings) => manifest({ channels: Object.fromEntries(strings.map(make)) }), ...more };
}

/** A manifest that has one string, or all of them at once, in a place which there is only once. */
function inManifest(name: string): Position {
  const files = (strings: readonly string[]) => manifest({ [name]: strings.join("\n") });
  return { name: `${name} of the manifest`, files };
}

const annotations: readonly Position[] = [
  inFrame("title of a frame", (title) => ({ title }), commentsAs("text")),
  inProperty("title of a property", (title) => ({ ...text, title }), commentsAs("text")),
  inFrame("description of a frame", (description) => ({ description }), commentsAs("text")),
  inProperty("description of a property", (description) => ({ ...text, description }), commentsAs("text")),
  inProperty(
    "description inside an array",
    (description) => ({ type: "array", items: { type: "object", properties: { a: { description } } } }),
    commentsAs("text"),
  ),
  inProperty("description of a constant", (description) => ({ const: 1, description }), commentsAs("text")),
  inProperty("$comment", ($comment) => ({ ...text, $comment })),
  inProperty(
    "format",
    (format) => ({ ...text, format }),
    propertiesWith(() => ['"x"']),
  ),
  inProperty("contentEncoding", (contentEncoding) => ({
    ...text,
    contentEncoding,
    contentMediaType: contentEncoding,
  })),
  inProperty("default", (value) => ({ ...text, default: value }), commentsAs("defaultValue")),
  inProperty("default, in a value", (value) => ({ default: [pair(value, value)] })),
  inProperty("examples of a property", (value) => ({ ...text, examples: [value] }), commentsAs("example")),
  {
    name: "examples of a frame",
    files: (strings) => ({
      "protocol.json": unionOf(strings, (value, index) => ({
        ...frame(`item${index}`, { value: {} }),
        examples: [{ kind: `item${index}`, value: pair(value, value) }],
      })),
    }),
    expectations: (strings) =>
      strings.map((value, index) => {
        const examples = [{ kind: `item${index}`, value: pair(value, value) }];
        return {
          text: value,
          values: [{ steps: ["codecs", `item${index}`, "examples"], value: examples }],
          frames: [json(examples[0])],
        };
      }),
  },
];

const values: readonly Position[] = [
  inProperty(
    "const",
    (value) => ({ const: value }),
    propertiesWith((value) => [json(value)]),
  ),
  inProperty(
    "const, in a value",
    (value) => ({ const: { a: [pair(value, value)] } }),
    propertiesWith((value) => [`{"a":[{${json(value)}:${json(value)}}]}`]),
  ),
  inProperty(
    "enum",
    (value) => ({ enum: [value, "another one"] }),
    propertiesWith((value) => [json(value), '"another one"']),
  ),
  inProperty(
    "open enum",
    (value) => ({ anyOf: [{ enum: [value, "another one"] }, text] }),
    propertiesWith((value) => [json(value), '"yet another"']),
  ),
  inProperty("pattern", (pattern) => ({ ...text, pattern })),
];

const propertyNames: readonly Position[] = [
  inFrame(
    "property",
    (name) => ({ properties: pair(name, text) }),
    framesWith((name) => [`${json(name)}:"x"`]),
  ),
  inFrame(
    "optional property",
    (name) => ({ properties: pair(name, text), optional: [name] }),
    framesWith((name) => [`${json(name)}:"x"`, ""]),
  ),
  inProperty(
    "property of a 64-bit integer",
    (name) => ({ type: "object", properties: pair(name, { type: "integer", format: "int64" }) }),
    propertiesWith((name) => [`{${json(name)}:9007199254740993}`, `{${json(name)}:1}`]),
  ),
  inProperty(
    "property beside others",
    (name) => ({ type: "object", properties: pair(name, text), additionalProperties: text }),
    propertiesWith((name) => [`{${json(name)}:"x"}`, `{${json(name)}:"x","another one":"y"}`]),
  ),
  inProperty(
    "the only property that there may be",
    (name) => ({
      type: "object",
      properties: pair(name, text),
      required: [name],
      additionalProperties: false,
    }),
    propertiesWith((name) => [`{${json(name)}:"x"}`]),
  ),
  inProperty(
    "property inside an array",
    (name) => ({ type: "array", items: { type: "object", properties: pair(name, { type: "null" }) } }),
    propertiesWith((name) => [`[{${json(name)}:null},{}]`]),
  ),
  inProperty(
    "required, and nowhere else",
    (name) => ({ type: "object", required: [name], additionalProperties: true }),
    propertiesWith((name) => [`{${json(name)}:[1]}`]),
  ),
  inProperty("patternProperties", (name) => ({ patternProperties: pair(name, text) })),
  inProperty("dependentRequired", (name) => ({ dependentRequired: pair(name, [name]) })),
  inProperty("dependentSchemas", (name) => ({
    dependentSchemas: pair(name, { properties: pair(name, text) }),
  })),
];

const definitionNames: readonly Position[] = [
  {
    name: "name in $defs",
    files: (strings) => {
      const places = strings.map(pointerTo);
      const $defs = strings.map((name, index) => [name, frame(`item${index}`, { value: text })] as const);
      return {
        "protocol.json": {
          title: "All Of It",
          oneOf: places.map((place) => ({ $ref: `#/$defs/${place}` })),
          $defs: Object.fromEntries($defs),
        },
      };
    },
    ...framesWith(() => ['"value":"x"']),
  },
  {
    name: "title that becomes a name",
    files: (strings) => ({
      "protocol.json": {
        title: "All Of It",
        oneOf: strings.map((title, index) => ({ title, ...frame(`item${index}`, { value: text }) })),
      },
    }),
    ...framesWith(() => ['"value":"x"']),
  },
  {
    name: "kind",
    files: (strings) => ({ "protocol.json": unionOf(strings, (kind) => frame(kind, { value: text })) }),
    expectations: (strings) =>
      strings.map((kind) => ({
        text: kind,
        frames: [`{"kind":${json(kind)},"value":"x"}`],
        values: [{ steps: ["codecs", kind, "kind"], value: kind }],
      })),
  },
  {
    name: "kind that becomes a name",
    files: (strings) => ({
      "protocol.json": { title: "All Of It", oneOf: strings.map((kind) => frame(kind, { value: text })) },
    }),
    expectations: (strings) =>
      strings.map((kind) => ({ text: kind, frames: [`{"kind":${json(kind)},"value":"x"}`] })),
  },
  {
    name: "tag",
    files: (strings) => ({
      "protocol.json": {
        $defs: Object.fromEntries(
          strings.map((tag, index) => [`Item${index}`, frame(`kind${index}`, { value: text }, { tag })]),
        ),
      },
    }),
    inputs: (strings) => strings.map((_, index) => `protocol.json#/$defs/Item${index}`),
    expectations: () => [],
  },
];

const references: readonly Position[] = [
  {
    name: "$id",
    files: (strings) => ({
      ...manifest({
        channels: Object.fromEntries(
          strings.map((_, index) => [
            `item${index}`,
            { path: "/", serverToClient: { $ref: `Item${index}.json` } },
          ]),
        ),
      }),
      ...Object.fromEntries(
        strings.map(($id, index) => [
          `Item${index}.json`,
          { $id, ...frame(`item${index}`, { value: text }) },
        ]),
      ),
    }),
    ...framesWith(() => ['"value":"x"']),
  },
  inProperty("$id inside a schema", ($id) => ({ ...text, $id })),
  inProperty("$anchor", ($anchor) => ({ ...text, $anchor })),
  inProperty("$ref", ($ref) => ({ $ref })),
  inProperty("$schema", ($schema) => ({ ...text, $schema })),
  inProperty("type", (type) => ({ type })),
  inProperty("discriminator", (propertyName) => ({
    discriminator: { propertyName, mapping: pair(propertyName, propertyName) },
  })),
];

const manifests: readonly Position[] = [
  inManifest("name"),
  inManifest("version"),
  inManifest("description"),
  inManifest("$schema"),
  inChannel("channel", (name) => [name, channel], {
    expectations: (strings) =>
      strings.map((name) => ({ text: name, values: [{ steps: ["channels", name, "path"], value: "/one" }] })),
  }),
  inChannel("path of a channel", (path, index) => [`Item${index}`, { ...channel, path: `/${path}` }], {
    expectations: (strings) =>
      strings.map((path, index) => {
        const values = [{ steps: ["channels", `Item${index}`, "path"], value: `/${path}` }];
        if (/[{}]/.test(path)) return { text: path, values };
        return { text: path, values, url: { channel: `Item${index}`, parameters: {}, value: `/${path}` } };
      }),
  }),
  inChannel(
    "parameter of a path",
    (name, index) => [`Item${index}`, { ...channel, path: `/a/{${name}}/b` }],
    {
      expectations: (strings) =>
        strings.map((name, index) => {
          if (/[{}]/.test(name)) return { text: name }; // it is more than one parameter
          const parameters = pair(name, "/%");
          return { text: name, url: { channel: `Item${index}`, parameters, value: "/a/%2F%25/b" } };
        }),
    },
  ),
  inChannel(
    "description of a parameter",
    (description, index) => [
      `Item${index}`,
      { ...channel, path: "/{a}", parameters: { a: { description } } },
    ],
    { comments: (strings) => strings.map((one) => ({ text: one, declaration: "Channels", as: "text" })) },
  ),
  inChannel(
    "description of a channel",
    (description, index) => [`Item${index}`, { ...channel, description }],
    { comments: (strings) => strings.map((one) => ({ text: one, declaration: "Channels", as: "text" })) },
  ),
];

/** Every position that there is. */
export const positions: readonly Position[] = [
  ...annotations,
  ...values,
  ...propertyNames,
  ...definitionNames,
  ...references,
  ...manifests,
];
