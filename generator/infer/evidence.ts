import { Real } from "./numbers.js";
import { StringEvidence } from "./strings.js";
import { thresholds } from "./thresholds.js";

/** How much evidence is kept of all recordings together; what lies deeper than `depth` is not looked into. */
export interface Budget {
  nodes: number;
  depth: number;
}

/** How many places in frames evidence is kept of, at most. */
const MAX_NODES = 200_000;

/** How deep a frame is looked into, at most. */
export const MAX_LEVELS: number = 64;

/** How long the value of a tag may be. */
const MAX_TAG = 256;

/** A budget of which nothing is spent. */
export const newBudget = (): Budget => ({ nodes: 0, depth: MAX_LEVELS });

/** Whether more has been kept than should be. */
export const isSpent = ({ nodes, depth }: Budget): boolean => nodes > MAX_NODES && depth > 2;

/** Which objects in a value are members of unions: told apart by a tag of their own. */
export interface Splits {
  readonly tag?: string;
  readonly fields: ReadonlyMap<string, Splits>;
  readonly elements?: Splits;
  /** That of the values of maps. */
  readonly values?: Splits;
}

/**
 * What has been seen of the values at one place: exact counts, whatever the number of values. It does not depend on the order in
 * which they are seen, but for the order of properties.
 */
export class Evidence {
  count = 0;
  nulls = 0;
  booleans = 0;
  /** Real numbers; integers have a range. */
  reals = 0;
  integers: { count: number; least: number | bigint; greatest: number | bigint } | undefined;
  strings: StringEvidence | undefined;
  arrays: { elements: Evidence | undefined; isCut: boolean } | undefined;
  /** The objects, by the value of their tag where they are members of a union, else under `undefined`. */
  objects: Map<string | number | undefined, ObjectEvidence> | undefined;
  readonly splits: Splits | undefined;

  constructor(budget: Budget, splits?: Splits) {
    budget.nodes++;
    this.splits = splits;
  }

  /** Counts a value; the place is `depth` levels below the frame. */
  add(value: unknown, budget: Budget, depth: number): void {
    this.count++;
    if (value === null) this.nulls++;
    else if (typeof value === "string") this.#strings().add(value);
    else if (typeof value === "boolean") this.booleans++;
    else if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
      this.#addInteger(value);
    } else if (typeof value === "number" || value instanceof Real) this.reals++;
    else if (Array.isArray(value)) this.#addArray(value, budget, depth);
    else this.#addObject(value as Readonly<Record<string, unknown>>, budget, depth);
  }

  /** Counts all that another place has counted. */
  merge(other: Evidence, budget: Budget): void {
    this.count += other.count;
    this.nulls += other.nulls;
    this.booleans += other.booleans;
    this.reals += other.reals;
    if (other.integers) {
      this.#addInteger(other.integers.least, other.integers.count);
      this.#addInteger(other.integers.greatest, 0);
    }
    if (other.strings) this.#strings().merge(other.strings);
    if (other.arrays) {
      this.arrays ??= { elements: undefined, isCut: false };
      this.arrays.isCut ||= other.arrays.isCut;
      if (other.arrays.elements) this.#elements(budget).merge(other.arrays.elements, budget);
    }
    for (const [variant, objects] of other.objects ?? []) this.#objects(variant).merge(objects, budget);
  }

  /** Forgets what is in values at `depth` levels below this place and deeper. */
  cut(depth: number): void {
    if (this.arrays) {
      if (depth > 0) this.arrays.elements?.cut(depth - 1);
      else if (this.arrays.elements) {
        this.arrays.elements = undefined;
        this.arrays.isCut = true;
      }
    }
    for (const objects of this.objects?.values() ?? []) objects.cut(depth);
  }

  /** How many places there are in it. */
  get nodes(): number {
    const inner = [this.arrays?.elements, ...(this.objects?.values() ?? [])];
    return 1 + inner.reduce((sum, one) => sum + (one?.nodes ?? 0), 0);
  }

  /** The objects as one, whether they are members of a union or not. */
  get allObjects(): ObjectEvidence | undefined {
    if (!this.objects) return undefined;
    const [only, ...others] = this.objects.values();
    if (others.length === 0) return only;
    const all = new ObjectEvidence(this.splits);
    for (const objects of this.objects.values()) all.merge(objects, newBudget());
    return all;
  }

  #strings(): StringEvidence {
    this.strings ??= new StringEvidence();
    return this.strings;
  }

  #addInteger(value: number | bigint, count = 1): void {
    this.integers ??= { count: 0, least: value, greatest: value };
    const range = this.integers;
    range.count += count;
    if (value < range.least) range.least = value;
    if (value > range.greatest) range.greatest = value;
  }

  #addArray(values: readonly unknown[], budget: Budget, depth: number): void {
    this.arrays ??= { elements: undefined, isCut: false };
    if (values.length === 0) return;
    if (depth >= budget.depth) {
      this.arrays.isCut = true;
      return;
    }
    const elements = this.#elements(budget);
    for (const value of values) elements.add(value, budget, depth + 1);
  }

  #elements(budget: Budget): Evidence {
    this.arrays ??= { elements: undefined, isCut: false };
    this.arrays.elements ??= new Evidence(budget, this.splits?.elements);
    return this.arrays.elements;
  }

  #addObject(value: Readonly<Record<string, unknown>>, budget: Budget, depth: number): void {
    const tag = this.splits?.tag;
    const variant = tag === undefined || !Object.hasOwn(value, tag) ? undefined : value[tag];
    this.#objects(isTagValue(variant) ? variant : undefined).add(value, budget, depth);
  }

  #objects(variant: string | number | undefined): ObjectEvidence {
    this.objects ??= new Map();
    const isFull = this.objects.size >= thresholds.variants && !this.objects.has(variant);
    const key = isFull ? undefined : variant;
    let objects = this.objects.get(key);
    if (!objects) {
      objects = new ObjectEvidence(this.splits);
      this.objects.set(key, objects);
    }
    return objects;
  }
}

/** Whether it may be the value of a tag. */
export function isTagValue(value: unknown): value is string | number {
  return (typeof value === "string" && value.length <= MAX_TAG) || Number.isSafeInteger(value);
}

/** What has been seen of objects at one place. */
export class ObjectEvidence {
  count = 0;
  /** The properties in wire order: each behind the one that it was first seen behind. */
  readonly fields: Map<string, Evidence> = new Map();
  order: string[] = [];
  /** All values together, where there are too many names: a map. */
  values: Evidence | undefined;
  /** Whether some were not looked into. */
  isCut = false;
  readonly splits: Splits | undefined;

  constructor(splits?: Splits) {
    this.splits = splits;
  }

  add(value: Readonly<Record<string, unknown>>, budget: Budget, depth: number, skip?: string): void {
    this.count++;
    if (depth >= budget.depth) {
      this.isCut ||= Object.keys(value).length > 0;
      return;
    }
    let before: string | undefined;
    for (const name of Object.keys(value)) {
      if (name === skip) continue;
      this.#field(name, before, budget).add(value[name], budget, depth + 1);
      before = name;
    }
  }

  merge(other: ObjectEvidence, budget: Budget): void {
    this.count += other.count;
    this.isCut ||= other.isCut;
    if (other.values) this.#asMap(budget).merge(other.values, budget);
    let before: string | undefined;
    for (const name of other.order) {
      this.#field(name, before, budget).merge(other.fields.get(name) as Evidence, budget);
      before = name;
    }
  }

  cut(depth: number): void {
    if (depth > 0) {
      for (const field of this.fields.values()) field.cut(depth - 1);
      this.values?.cut(depth - 1);
      return;
    }
    this.isCut ||= this.fields.size > 0 || this.values !== undefined;
    this.fields.clear();
    this.order = [];
    this.values = undefined;
  }

  /** How many places there are in them. */
  get nodes(): number {
    const inner = [...this.fields.values(), this.values];
    return inner.reduce((sum, one) => sum + (one?.nodes ?? 0), 0);
  }

  #field(name: string, before: string | undefined, budget: Budget): Evidence {
    if (this.values) return this.values;
    const known = this.fields.get(name);
    if (known) return known;
    if (this.fields.size >= thresholds.fields) return this.#asMap(budget);
    const made = new Evidence(budget, this.splits?.fields.get(name) ?? this.splits?.values);
    this.fields.set(name, made);
    this.order.splice(before === undefined ? 0 : this.order.indexOf(before) + 1, 0, name);
    return made;
  }

  #asMap(budget: Budget): Evidence {
    if (this.values) return this.values;
    this.values = new Evidence(budget, this.splits?.values);
    for (const field of this.fields.values()) this.values.merge(field, budget);
    this.fields.clear();
    this.order = [];
    return this.values;
  }
}
