/** Names that a language, a library or a snippet has for something of its own. */
const words = (
  "Fields Members DecodeWords EncodeWords EncodeFrame DecodeFrame ObjectNode NullPointerException " +
  "JsonInclude JsonCreator JsonValue JsonAutoDetect JsonGenerator TypeReference " +
  "JsonProcessingException Exception Class Long Integer Boolean Double List Map Option Vec Result " +
  "HashMap Some None Ok Err Box Self Frame FrameError UnknownKindError UnknownKindException " +
  "FrameJson Field Error Value Serialize Deserialize Type Func Interface Any Struct Default Debug " +
  "Clone Copy Send Into From Record Iterator Thread Override Deprecated Void Number Enum " +
  "Serializer Deserializer JsonNode Object String Int Float Bool Bytes Json Fmt Errors Nil True " +
  "Str Char I64 Main Init Std Core Crate Super Async Await Converter SerializerProvider " +
  "DeserializationContext IOException System Math Date Byte Package Import Iota Len Make New " +
  "Append Panic Rune Uint64 Int64 Float64 Display Formatter ToString"
).split(" ");

const text = { type: "string" };
const few = { text, maybe: text, list: { type: "array", items: text } };
const many = {
  ...few,
  count: { type: "integer" },
  real: { type: "number" },
  flag: { type: "boolean" },
  map: { type: "object", additionalProperties: { type: "integer" } },
  any: {},
  nullable: { type: ["integer", "null"] },
  scalar: { type: ["string", "integer", "boolean"] },
  choice: { enum: ["one", "two"] },
};
const fewValues = { text: "t", list: ["l"] };
const manyValues = {
  ...fewValues,
  count: 1,
  real: 0.5,
  flag: true,
  map: { a: 1 },
  any: null,
  nullable: null,
  scalar: 1,
  choice: "two",
};

/** A frame with each of these names, some of them with a field of every type. */
export const wordsSchema: object = {
  title: "Words",
  oneOf: words.map((word) => ({ $ref: `#/$defs/${word}` })),
  $defs: Object.fromEntries(
    words.map((word, index) => {
      const [properties, values] = index % 6 === 0 ? [many, manyValues] : [few, fewValues];
      const all = { kind: { const: word }, ...properties };
      const required = Object.keys(all).filter((name) => name !== "maybe");
      return [word, { type: "object", properties: all, required, examples: [{ kind: word, ...values }] }];
    }),
  ),
};
