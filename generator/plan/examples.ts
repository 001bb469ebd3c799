import { partsOf } from "../model/parts.js";
import type { Annotations, Json, Property, Protocol, Source, Type } from "../model/types.js";
import { bodyOf } from "../model/values.js";
import type { PathSegment } from "../runtime/report.js";
import { Checker } from "./checker.js";

/** An example that its own schema rejects. */
export interface BadExample {
  readonly source: Source;
  /** From the schema to what is wrong in the example: `examples`, its index, and so on. */
  readonly segments: readonly PathSegment[];
  /** What is wrong with it. */
  readonly message: string;
}

/** Looks at every example that the schema gives, of definitions and of properties. */
export function badExamples(protocol: Protocol): BadExample[] {
  const checker = new Checker(protocol);
  return protocol.definitions.flatMap(({ name, type, annotations, source }) => [
    ...badAmong({ type: { kind: "reference", name }, annotations, source }, checker),
    ...propertiesIn(type).flatMap((property) => badAmong(property, checker)),
  ]);
}

function badAmong(
  { type, annotations, source }: { type: Type; annotations: Annotations; source: Source },
  checker: Checker,
): BadExample[] {
  return (annotations.examples ?? []).flatMap((example: Json, index) => {
    const { issues, segments } = checker.report(type, checker.restore(type, example));
    return issues.map(({ message }, at) => ({
      source,
      segments: ["examples", index, ...(segments[at] ?? [])],
      message,
    }));
  });
}

function propertiesIn(type: Type): Property[] {
  const own = type.kind === "object" ? type.properties : [];
  return [...own, ...partsOf(bodyOf(type)).flatMap(propertiesIn)];
}
