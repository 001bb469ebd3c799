import type { Json, JsonObject, ObjectType, Property, Type } from "../model/types.js";
import type { Random } from "./random.js";

/** What drawing a part of a value asks of the whole. */
export interface Drawing {
  readonly random: Random;
  /** Whether the value is to be brought to its end. */
  readonly isTight: boolean;
  /** A value of a part; nothing where none was found. */
  readonly draw: (type: Type) => Json | undefined;
  /** Names that may match a pattern. */
  readonly matching: (pattern: string) => readonly string[];
}

const otherNames = ["extra", "x-other", "naïve", "two words", "_1", "constructor", "__proto__", ""];

/** How many properties an object may be asked to have. */
const maxProperties = 64;

/** An object of a type; nothing where a required property has no value. What is asked beside its shape may not be met. */
export function drawObject(type: ObjectType, drawing: Drawing): JsonObject | undefined {
  const { random, isTight } = drawing;
  const isFull = random.chance(0.3);
  const isBare = isTight || random.chance(0.2);
  const entries = new Map<string, Json>();
  for (const property of type.properties) {
    if (!property.isRequired && (isBare || !(isFull || random.chance(0.5)))) continue;
    const value = drawProperty(property, drawing);
    if (value !== undefined) entries.set(property.name, value);
    else if (property.isRequired) return undefined;
  }
  for (const { name, requires } of type.dependencies ?? []) {
    if (!entries.has(name)) continue;
    for (const required of requires) add(required, type, entries, drawing);
  }
  const least = type.minProperties ?? 0;
  const wanted = Math.max(least, entries.size + (isTight || random.chance(0.6) ? 0 : 1 + random.below(2)));
  const most = Math.min(wanted, type.maxProperties ?? wanted, maxProperties);
  for (const name of namesFor(type, least, drawing)) {
    if (entries.size >= most) break;
    add(name, type, entries, drawing);
  }
  // An own property even where it is named `__proto__`.
  return Object.fromEntries(entries);
}

function drawProperty({ type, annotations }: Property, { random, draw }: Drawing): Json | undefined {
  const { examples = [], default: fallback } = annotations;
  const told = [...examples, ...(fallback === undefined ? [] : [fallback])];
  const own = told.length > 0 && random.chance(0.3) ? random.pick(told) : draw(type);
  return own === undefined && told.length > 0 ? random.pick(told) : own;
}

/** Adds a property that the object may have, as what it is declared to be. */
function add(name: string, type: ObjectType, entries: Map<string, Json>, drawing: Drawing): void {
  if (entries.has(name)) return;
  const declared = type.properties.find((property) => property.name === name);
  const matching = (type.patterns ?? []).find(({ pattern }) => new RegExp(pattern, "u").test(name));
  const other = matching?.type ?? (typeof type.others === "string" ? undefined : type.others);
  const value = declared ? drawProperty(declared, drawing) : other && drawing.draw(other);
  if (value !== undefined) entries.set(name, value);
}

/** Names that an object may have beside those of its required properties. */
function namesFor(type: ObjectType, least: number, { random, draw, matching }: Drawing): string[] {
  const numbered = Array.from({ length: Math.min(least, maxProperties) }, (_, index) => `field${index + 1}`);
  const patterned = (type.patterns ?? []).flatMap(({ pattern }) =>
    random.shuffled(matching(pattern)).slice(0, 4),
  );
  const asked = type.names ? [1, 2, 3, 4].map(() => draw(type.names as Type)) : [];
  const open = typeof type.others === "string" ? [] : [...random.shuffled(otherNames), ...numbered];
  const named = asked.filter((name) => typeof name === "string");
  return [...named, ...random.shuffled(patterned), ...open];
}
