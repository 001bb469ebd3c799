import type { ObjectType, Property, Rule, Type } from "../../model/types.js";
import type { Context } from "./context.js";
import { countsOthers, hasOthers, isAboutOthers, isClosed } from "./others.js";
import type { Place } from "./place.js";

/** An object that becomes a class, with the rules that its values keep. */
export interface RuledObject {
  readonly object: ObjectType;
  readonly rules: readonly Rule[];
  readonly place: Place;
}

/**
 * What is to be checked of a class beside its annotations, as a type; nothing where they say it all. A class has no
 * fields but those that are declared, so what a schema says of others is noted.
 *
 * @param residues - what annotations do not say of fields.
 */
export function residueOf(
  { object, rules, place }: RuledObject,
  residues: ReadonlyMap<Property, Type>,
  context: Context,
): Type | undefined {
  const { properties, names, minProperties, maxProperties, dependencies } = object;
  const hasNoOthers = isClosed(object);
  const weaken = (message: string) => context.weaken(place, message);
  if (hasOthers(object)) {
    weaken("fields that are not declared are dropped: a class of msgspec has no place for them.");
  }
  const isAboutAll = !hasNoOthers && rules.some((rule) => isAboutOthers(rule, properties, context.resolve));
  if (countsOthers(object) || isAboutAll) {
    weaken(
      "fields that are not declared count when a codec reads a frame, and are dropped: without them it may be refused when it is written.",
    );
  }
  const checked = rules.filter((rule) => hasNoOthers || !isAboutOthers(rule, properties, context.resolve));
  const shape: ObjectType = {
    kind: "object",
    properties: properties.flatMap((property) => {
      const type = residues.get(property);
      return type ? [{ ...property, type }] : [];
    }),
    others: "ignored",
    ...(dependencies ? { dependencies } : {}),
    ...(hasNoOthers && names ? { names } : {}),
    ...(hasNoOthers && minProperties !== undefined ? { minProperties } : {}),
    ...(hasNoOthers && maxProperties !== undefined ? { maxProperties } : {}),
  };
  const isPlain = shape.properties.length === 0 && Object.keys(shape).length === 3;
  if (checked.length === 0) return isPlain ? undefined : shape;
  return { kind: "constrained", type: isPlain ? { kind: "unknown" } : shape, rules: checked };
}
