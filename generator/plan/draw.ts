import type {
  ArrayType,
  ConstrainedType,
  Definition,
  Json,
  JsonObject,
  Protocol,
  ReferenceType,
  Rule,
  Type,
  UnionType,
} from "../model/types.js";
import { Checker } from "./checker.js";
import { type HeightOf, heightsOf } from "./heights.js";
import { bigintsFor, numbersFor } from "./numbers.js";
import { type Drawing, drawObject } from "./objects.js";
import { Random } from "./random.js";
import { Strings } from "./strings.js";

/** How often a whole value, and a difficult part of one, is tried. */
const tries = 24;
const partTries = 8;

/** From how many levels on, and after how many parts, a value is brought to its end. */
const maxLevels = 10;
const maxParts = 120;

/** How many levels, and parts beyond those, it may take to end. */
const lastLevel = 64;
const lastPart = -2000;

/** How many elements an array may be asked to have. */
const maxElements = 256;

/** For where any value will do: those of which every language writes the same text. */
const simple: readonly Json[] = [
  ...[null, true, false, 0, 1, -17, 2.5, -0.125, Number.MAX_SAFE_INTEGER],
  ...["", "text", "é 😀", '"\\/\n', [], {}],
];

/**
 * Draws random values of the types of a protocol, the same ones for the same seed.
 *
 * Values are made along the shape of a type and kept where its check accepts them. What is asked beside the shape is met
 * by luck: there is no value where a bounded number of tries has found none. Numbers are in the form of their types:
 * 64-bit integers are `bigint`s.
 */
export class Drawer {
  readonly #checker: Checker;
  readonly #heightOf: HeightOf;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #strings = new Strings();
  readonly #seed: number;
  readonly #drawn = new Map<string, number>();
  #random: Random;
  /** How many parts the value that is being drawn may still get. */
  #left = 0;

  constructor({ definitions }: Pick<Protocol, "definitions">, seed = 0) {
    this.#checker = new Checker({ definitions });
    this.#heightOf = heightsOf(definitions);
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    this.#seed = seed;
    this.#random = new Random(seed);
  }

  /**
   * The next frame of a definition. What has been drawn of others makes no difference to it.
   *
   * @param name - the name of the definition.
   */
  frame(name: string): JsonObject | undefined {
    const round = this.#drawn.get(name) ?? 0;
    this.#drawn.set(name, round + 1);
    this.#random = new Random(`${this.#seed} ${round} ${name}`);
    const drawn = this.value({ kind: "reference", name });
    return isObject(drawn) ? drawn : undefined;
  }

  /** A value of a type; nothing where none was found. */
  value(type: Type): Json | undefined {
    if (this.#heightOf(type) === Number.POSITIVE_INFINITY) return undefined;
    return this.#first(type, tries, () => {
      this.#left = maxParts;
      return this.#draw(type, 0);
    });
  }

  /** The first of so many values that the check of the type accepts, its numbers in their form. */
  #first(type: Type, times: number, make: () => Json | undefined): Json | undefined {
    for (let time = 0; time < times; time++) {
      const made = make();
      if (made === undefined) continue;
      const value = this.#checker.restore(type, made);
      if (this.#checker.report(type, value).issues.length === 0) return value;
    }
    return undefined;
  }

  /** One of several values, in no order, that the check of the type accepts. */
  #among(type: Type, candidates: readonly Json[]): Json | undefined {
    const all = this.#random.shuffled(candidates);
    return this.#first(type, all.length, () => all.pop());
  }

  #draw(type: Type, level: number): Json | undefined {
    const random = this.#random;
    this.#left--;
    if (level > lastLevel || this.#left < lastPart) return undefined;
    switch (type.kind) {
      case "unknown":
        return this.#anything(level);
      case "never":
        return undefined;
      case "null":
        return null;
      case "boolean":
        return random.chance(0.5);
      case "string":
        return this.#among(type, this.#strings.candidates(type, random));
      case "number":
        return this.#among(type, numbersFor(type, random));
      case "bigint":
        return this.#among(type, bigintsFor(type));
      case "literal":
        return type.value;
      case "array":
        return type.isUnique
          ? this.#first(type, partTries, () => this.#array(type, level))
          : this.#array(type, level);
      case "object":
        return drawObject(type, this.#drawing(level));
      case "union":
        return this.#union(type, level);
      case "constrained":
        return this.#first(type, partTries, () => this.#constrained(type, level));
      case "reference":
        return this.#reference(type, level);
    }
  }

  #isTight(level: number): boolean {
    return level >= maxLevels || this.#left <= 0;
  }

  #drawing(level: number): Drawing {
    return {
      random: this.#random,
      isTight: this.#isTight(level),
      draw: (type) => this.#draw(type, level + 1),
      matching: (pattern) => this.#strings.candidates({ kind: "string", patterns: [pattern] }, this.#random),
    };
  }

  #anything(level: number): Json {
    const random = this.#random;
    if (this.#isTight(level + 2) || random.chance(0.6)) return random.pick(simple);
    const length = 1 + random.below(2);
    const members = Array.from({ length }, (): [string, Json] => [
      random.pick(["a", "b", "id", "ключ", "__proto__"]),
      this.#draw({ kind: "unknown" }, level + 2) as Json,
    ]);
    return random.chance(0.5) ? members.map(([, member]) => member) : Object.fromEntries(members);
  }

  #array({ prefix, items, minItems, maxItems }: ArrayType, level: number): Json[] | undefined {
    if (minItems > maxElements) return undefined;
    const least = Math.max(minItems, this.#isTight(level) || this.#random.chance(0.2) ? 0 : prefix.length);
    const more = this.#isTight(level) ? 0 : this.#random.below(3);
    const length = Math.min(least + more, maxItems ?? Number.POSITIVE_INFINITY);
    const elements: Json[] = [];
    while (elements.length < length) {
      const element = this.#draw(prefix[elements.length] ?? items, level + 1);
      if (element === undefined) return elements.length < minItems ? undefined : elements;
      elements.push(element);
    }
    return elements;
  }

  #union(type: UnionType, level: number): Json | undefined {
    const members = type.members.filter((member) => this.#heightOf(member) < Number.POSITIVE_INFINITY);
    const least = Math.min(...members.map(this.#heightOf));
    const isTight = this.#isTight(level);
    const choices = isTight ? members.filter((member) => this.#heightOf(member) === least) : members;
    for (const member of this.#random.shuffled(choices).slice(0, partTries)) {
      const value = this.#draw(member, level);
      if (value === undefined) continue;
      if (!type.isExclusive || this.#checker.report(type, value).issues.length === 0) return value;
    }
    return undefined;
  }

  #reference(type: ReferenceType, level: number): Json | undefined {
    const definition = this.#definitions.get(type.name);
    if (!definition) return undefined;
    const { examples = [] } = definition.annotations;
    const isExample = level > 0 && examples.length > 0 && this.#random.chance(0.2);
    const drawn = isExample ? undefined : this.#draw(definition.type, level + 1);
    return drawn === undefined && examples.length > 0
      ? this.#checker.restore(type, this.#random.pick(examples))
      : drawn;
  }

  #constrained({ type, rules }: ConstrainedType, level: number): Json | undefined {
    let value = this.#draw(type, level + 1);
    for (const rule of rules) {
      if (value !== undefined) value = this.#keeping(rule, value, level + 1);
    }
    return value;
  }

  /** The value, changed so that it may keep a rule. */
  #keeping(rule: Rule, value: Json, level: number): Json {
    switch (rule.is) {
      case "fits":
        return this.#merged(value, [rule.type], level);
      case "if": {
        const { condition, consequent, alternative } = rule;
        return this.#merged(value, this.#random.chance(0.5) ? [condition, consequent] : [alternative], level);
      }
      case "contains": {
        if (!Array.isArray(value)) return value;
        const wanted = Array.from({ length: Math.min(rule.minimum, maxElements) }, () =>
          this.#draw(rule.type, level),
        );
        return [...(value as Json[]), ...wanted.filter((element) => element !== undefined)];
      }
      default:
        return value;
    }
  }

  /** An object with what objects of these types have; something of them in place of any other value, at times. */
  #merged(value: Json, types: readonly Type[], level: number): Json {
    let merged = value;
    for (const type of types) {
      for (let time = 0; time < partTries; time++) {
        const drawn = this.#draw(type, level);
        if (isObject(drawn) && isObject(merged)) {
          merged = Object.fromEntries([...Object.entries(merged), ...Object.entries(drawn)]);
          break;
        }
        if (drawn !== undefined && !isObject(merged) && this.#random.chance(0.3)) {
          merged = drawn;
          break;
        }
      }
    }
    return merged;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
