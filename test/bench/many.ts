/** A schema of so many kinds, of five forms in turn, that share a definition: what a large protocol looks like. */
export function schemaOf(count: number): object {
  const kinds = Array.from({ length: count }, (_, index) => index);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Message",
    description: `A protocol of ${count} kinds.`,
    oneOf: kinds.map((index) => ({ $ref: `#/$defs/${nameOf(index)}` })),
    $defs: {
      ...Object.fromEntries(kinds.map((index) => [nameOf(index), frame(index)])),
      Origin: object({ host: text, process: integer, at: { type: "string", format: "date-time" } }),
    },
  };
}

/** A frame of the kind at `index`, as the peer writes it. */
export function textOf(index: number, round: number): string {
  return JSON.stringify({
    kind: kindOf(index),
    id: `m-${round}`,
    ...(fieldsOf(index, round) as object),
  });
}

const text = { type: "string" };
const integer = { type: "integer" };
const origin = { $ref: "#/$defs/Origin" };

const kindOf = (index: number): string => `topic_${index}.changed`;
const nameOf = (index: number): string => `Topic${index}Changed`;

function frame(index: number): object {
  return {
    description: `Topic ${index} has changed.`,
    ...object({
      kind: { const: kindOf(index) },
      id: { ...text, description: "Whose change it is." },
      ...forms[index % 5],
    }),
  };
}

const forms: readonly Readonly<Record<string, object>>[] = [
  { name: text, count: integer },
  { level: { enum: ["low", "middle", "high"] }, origin },
  { values: { type: "array", items: { type: "number" } }, active: { type: "boolean" } },
  { position: object({ x: integer, y: integer, label: { type: ["string", "null"] } }) },
  { data: { type: "object", additionalProperties: true }, reason: text },
];

function fieldsOf(index: number, round: number): object {
  return [
    { name: `name ${round}`, count: round },
    { level: "low", origin: { host: `host-${round}`, process: round, at: "2025-03-14T10:00:00Z" } },
    { values: [round + 0.5, 1.25], active: true },
    { position: { x: round, y: 2, label: null } },
    { data: { round }, reason: "asked for" },
  ][index % 5] as object;
}

function object(properties: Readonly<Record<string, object>>): object {
  return { type: "object", properties, required: Object.keys(properties) };
}
