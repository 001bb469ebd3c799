import { type Evidence, newBudget, ObjectEvidence } from "./evidence.js";
import type { Guesses } from "./guesses.js";
import { areMaps, valuesOf } from "./maps.js";
import { singularLast, wishesFor } from "./naming.js";
import type { Proposal } from "./proposal.js";
import { isSecretName, looksSecret } from "./secrets.js";
import type { Draft, Field, Shape } from "./shapes.js";
import type { StringEvidence } from "./strings.js";
import { thresholds } from "./thresholds.js";
import type { Words } from "./words.js";

/** Where a value stands. */
interface Place {
  /** From the frame on, as in `$.result.path`. */
  readonly path: string;
  /** The names of the properties that lead there. */
  readonly names: readonly string[];
  readonly isSecret: boolean;
}

/** Makes the draft of one kind of frame of all that was counted, and what was proposed for a sample of it. */
export class Drafter {
  readonly #owners: readonly string[];
  readonly #words: Words;
  readonly #guesses: Guesses;
  /** The evidence on classes that contain themselves, from all levels. */
  readonly #recursive = new Map<string, ObjectEvidence>();
  readonly #shapes = new Map<string, Shape>();

  /**
   * @param owners - what is in front of a name that is not enough on its own, the last first.
   * @param words - by the name of a property, all strings that any such property had.
   */
  constructor(owners: readonly string[], words: Words, guesses: Guesses) {
    this.#owners = owners;
    this.#words = words;
    this.#guesses = guesses;
  }

  /** The shape of a frame, whose tag is not part of the evidence. */
  frame(
    tag: { readonly name: string; readonly value: string | number },
    evidence: ObjectEvidence,
    proposal: Proposal | undefined,
  ): Shape {
    this.#collect(evidence, proposal);
    const shape: Shape = { wishes: [], tag, fields: [] };
    this.#fill(shape, evidence, proposal, {
      path: "$",
      names: this.#owners,
      isSecret: false,
    });
    return shape;
  }

  #collect(evidence: ObjectEvidence, proposal: Proposal | undefined): void {
    for (const [name, field] of evidence.fields) this.#collectAt(field, proposal?.property(name));
    if (evidence.values) this.#collectAt(evidence.values, proposal?.values);
  }

  #collectAt({ arrays, objects }: Evidence, proposal: Proposal | undefined): void {
    if (arrays?.elements) this.#collectAt(arrays.elements, proposal?.elements);
    for (const [variant, evidence] of objects ?? []) {
      if (proposal?.isRecursive) {
        // Where it is not known which variant an object is, it may be any.
        for (const key of new Set([classKey(proposal, variant), classKey(proposal, undefined)])) {
          const all = this.#recursive.get(key);
          if (all) all.merge(evidence, newBudget());
          else this.#recursive.set(key, copyOf(evidence));
        }
      }
      this.#collect(evidence, proposal);
    }
  }

  #draft(evidence: Evidence, proposal: Proposal | undefined, place: Place): Draft {
    const { nulls, booleans, reals, integers, strings, arrays, objects } = evidence;
    const members: Draft[] = [];
    if (booleans > 0) members.push({ is: "boolean" });
    if (reals > 0) members.push({ is: "number" });
    else if (integers) {
      const own = integerOf(integers);
      if (own.is === "number") this.#guesses.add("wide", place.path);
      members.push(own);
    }
    if (strings) members.push(this.#string(strings, place));
    if (arrays) {
      const { elements } = arrays;
      if (!elements) this.#guesses.add(arrays.isCut ? "deep" : "empty", place.path);
      const inner = { ...place, path: `${place.path}[*]` };
      members.push({
        is: "array",
        items: elements ? this.#draft(elements, proposal?.elements, inner) : { is: "any" },
      });
    }
    if (objects) members.push(this.#objects(evidence, proposal, place));
    if (members.length > 1) this.#guesses.add("varied", place.path, members.map(wordFor));
    if (nulls > 0) members.push({ is: "null" });
    if (nulls === evidence.count) {
      this.#guesses.add("null", place.path);
      return { is: "any" };
    }
    const [only = { is: "any" as const }, ...others] = members;
    return others.length === 0 ? only : { is: "union", members };
  }

  #string(strings: StringEvidence, place: Place): Draft {
    const { path, isSecret, names } = place;
    if (isSecret) return { is: "string" };
    const [format] = strings.formats;
    if (format) return { is: "string", format };
    const counts = [...(strings.values ?? new Map<string, number>())];
    if (counts.length < 2) return { is: "string" };
    const values = counts.map(([value]) => value).sort();
    const isFew = values.length <= thresholds.enumValues;
    const isSeen = strings.count >= thresholds.enumSeen * values.length;
    if (isFew && isSeen) {
      const isAll = this.#words.get(names.at(-1) ?? "")?.size === values.length;
      const isClosed = isAll && counts.every(([, count]) => count >= thresholds.closedSeen);
      this.#guesses.add(isClosed ? "closed-enum" : "open-enum", path, values);
      return { is: "enum", values, isOpen: !isClosed, wishes: wishesFor(place, undefined, undefined) };
    }
    if (strings.count >= (thresholds.enumSeen * values.length) / 2)
      this.#guesses.add("no-enum", path, values);
    return { is: "string" };
  }

  #objects(evidence: Evidence, proposal: Proposal | undefined, place: Place): Draft {
    const { objects, splits } = evidence;
    const tag = splits?.tag;
    if (tag !== undefined && objects && objects.size > 1 && !objects.has(undefined)) {
      const variants = [...objects].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
      this.#guesses.add(
        "union",
        place.path,
        variants.map(([value]) => String(value)),
        tag,
      );
      const members = variants.map(([value, one]): Draft => {
        const own = { name: tag, value: value as string | number };
        return this.#class(one, proposal, place, classKey(proposal, value), own);
      });
      return { is: "variants", members };
    }
    return this.#class(evidence.allObjects as ObjectEvidence, proposal, place, classKey(proposal, undefined));
  }

  /** Objects of one type: a class, or a map. */
  #class(
    evidence: ObjectEvidence,
    proposal: Proposal | undefined,
    place: Place,
    key: string,
    tag?: Shape["tag"],
  ): Draft {
    const recursive = proposal?.isRecursive ? this.#recursive.get(key) : undefined;
    const all = recursive ?? evidence;
    if (!tag) {
      if (all.fields.size === 0 && !all.values) {
        this.#guesses.add(all.isCut ? "deep" : "empty", place.path);
        return { is: "map", values: { is: "any" } };
      }
      if (areMaps(all, proposal)) {
        return { is: "map", values: this.#values(all, proposal, place) };
      }
    }
    const known = recursive && this.#shapes.get(key);
    if (known) return { is: "object", shape: known };
    const shape: Shape = {
      wishes: wishesFor(place, proposal?.className, tag),
      ...(tag ? { tag } : {}),
      fields: [],
    };
    if (recursive) this.#shapes.set(key, shape);
    const names = singularLast(place.names, proposal?.className);
    this.#fill(shape, all, proposal, { ...place, names });
    return { is: "object", shape };
  }

  #values(evidence: ObjectEvidence, proposal: Proposal | undefined, place: Place): Draft {
    this.#guesses.add("map", place.path);
    return this.#draft(valuesOf(evidence), proposal?.values, { ...place, path: `${place.path}.*` });
  }

  #fill(shape: Shape, evidence: ObjectEvidence, proposal: Proposal | undefined, place: Place): void {
    if (evidence.values) {
      shape.others = this.#values(evidence, proposal, place);
      return;
    }
    shape.fields = this.#fields(evidence, proposal, place, shape.tag);
    const secret = evidence.order.filter(looksSecret);
    if (secret.length > 0) shape.others = this.#values(pickedFrom(evidence, secret), proposal, place);
  }

  #fields(
    evidence: ObjectEvidence,
    proposal: Proposal | undefined,
    place: Place,
    tag: Shape["tag"],
  ): readonly Field[] {
    // Drafted in an order that is not that of the wire, as what comes first gives a name to what comes again.
    const names = evidence.order.filter((name) => name !== tag?.name && !looksSecret(name));
    const drafted = new Map(
      [...names].sort().map((name) => {
        const field = evidence.fields.get(name) as Evidence;
        const isRequired = field.count === evidence.count;
        const path = `${place.path}${/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`}`;
        if (field.count < thresholds.fewSeen && evidence.count >= thresholds.fewSeen) {
          this.#guesses.add("few", path, [], field.count);
        }
        const isSecret = place.isSecret || isSecretName(name);
        const inner = { path, names: [...place.names, name], isSecret };
        return [name, { name, isRequired, draft: this.#draft(field, proposal?.property(name), inner) }];
      }),
    );
    return names.map((name) => drafted.get(name) as Field);
  }
}

/** What identifies a class that quicktype-core proposes, or the part of it that is one member of a union. */
function classKey(proposal: Proposal | undefined, variant: string | number | undefined): string {
  return `${proposal?.className}\0${typeof variant}\0${variant}`;
}

function integerOf({ least, greatest }: NonNullable<Evidence["integers"]>): Draft {
  if (typeof least === "number" && typeof greatest === "number") return { is: "integer" };
  if (least >= -(2n ** 63n) && greatest < 2n ** 63n) return { is: "integer", format: "int64" };
  if (least >= 0 && greatest < 2n ** 64n) return { is: "integer", format: "uint64" };
  return { is: "number" };
}

function copyOf(evidence: ObjectEvidence): ObjectEvidence {
  const copy = new ObjectEvidence(evidence.splits);
  copy.merge(evidence, newBudget());
  return copy;
}

/** The evidence of some of the properties. */
function pickedFrom(evidence: ObjectEvidence, names: readonly string[]): ObjectEvidence {
  const picked = new ObjectEvidence(evidence.splits);
  for (const name of names) picked.fields.set(name, evidence.fields.get(name) as Evidence);
  return picked;
}

function wordFor(draft: Draft): string {
  return draft.is === "enum" ? "string" : draft.is === "map" || draft.is === "variants" ? "object" : draft.is;
}
