import { Ajv, type JTDParser } from "ajv/dist/jtd.js";
import type { Kind } from "../frames.js";
import { fixed } from "../ratios.js";
import type { Contestant, Tasks } from "./contestant.js";

const text = { type: "string" };
const integer = { type: "int32" };
const free = { values: {} };
const list = { elements: free };

const forms = {
  phase: { properties: { phase: text, at: text } },
  progress: { properties: { phase: text, current: integer, total: integer } },
  warning: { properties: { phase: text, message: text } },
  input_required: { properties: { fields: list, reason: text, plugin: text } },
  done: { properties: { result: free } },
  failed: { properties: { phase: text, error: free } },
  snapshot: { properties: { findings: list, audit_at: text } },
  delta: { properties: { added: list, removed: list, changed: list, audit_at: text } },
};

const finding = {
  properties: {
    rule: text,
    tier: { enum: ["hard", "soft"] },
    run_path: text,
    offending_path: text,
    size: integer,
    score: { type: "float64" },
    matched_token: { type: "string", nullable: true },
    synced_under_prior_policy: { type: "boolean" },
    override_active: { type: "boolean" },
  },
};

const ajv = new Ajv();
const frame = tasksOf({ discriminator: "kind", mapping: forms });
const report = tasksOf({
  discriminator: "kind",
  mapping: { report: { properties: { findings: { elements: finding }, audit_at: text } } },
});

/** Whether errors of `JSON.parse` are worded by V8: the parser takes from them where a free-form value ends. */
const isV8 = !("bun" in process.versions);

/** The parser and the serializer that ajv compiles from a JSON Type Definition; integers have 32 bits. */
export const contestant: Contestant = {
  tasks: (kind: Kind) => {
    const { decode, ...others } = kind === "report" ? report : frame;
    return decode && (isV8 || fixed.includes(kind)) ? { decode, ...others } : others;
  },
  differences: isV8 ? [] : ["other order"],
};

function tasksOf(schema: object): Tasks {
  const parse: JTDParser = ajv.compileParser(schema);
  const serialize = ajv.compileSerializer(schema);
  return {
    decode: (input) => {
      const value = parse(input);
      if (value === undefined) throw new SyntaxError(parse.message);
      return value;
    },
    encode: (value) => serialize(value),
  };
}
