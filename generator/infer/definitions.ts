import type { Names } from "./naming.js";
import type { Draft, Enum, Shape } from "./shapes.js";

/** What may be a definition. */
export type Part = Shape | Enum;

/** Which parts are one definition, what it is called, and which files refer to it. */
export class Definitions {
  /** By what they say: two parts that say the same are one definition. */
  readonly #parts = new Map<string, Set<Part>>();
  readonly #files = new Map<string, Set<string>>();
  readonly #texts = new Map<Part, string>();
  readonly #names = new Map<string, string>();

  /** Notes that a file refers to a part, and so to all that it is made of. */
  use(part: Part, file: string): void {
    const text = this.textOf(part);
    const parts = this.#parts.get(text) ?? new Set();
    const files = this.#files.get(text) ?? new Set();
    if (files.has(file) && parts.has(part)) return;
    this.#parts.set(text, parts.add(part));
    this.#files.set(text, files.add(file));
    for (const inner of partsIn(part)) this.use(inner, file);
  }

  /** Names all that has been used: frames by names that they have already, the others by their wishes. */
  name(frames: ReadonlyMap<Shape, string>, names: Names): void {
    for (const [shape, name] of frames) this.#names.set(this.textOf(shape), name);
    const unnamed = [...this.#parts]
      .filter(([text, parts]) => !this.#names.has(text) && isDefinition(parts))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, parts]) => ({ item, wishes: commonWishes(parts) }));
    const given = names.give(unnamed);
    for (const { item: text, wishes } of unnamed) {
      const name = given.get(text);
      if (name !== undefined) this.#names.set(text, name);
      // What contains itself can't stand where it is used.
      else if (this.#isRecursive(text)) this.#names.set(text, names.near(wishes.at(-1) ?? "Node"));
    }
  }

  /** The name of a part; nothing where it has to stand where it is used. */
  nameOf(part: Part): string | undefined {
    return this.#names.get(this.textOf(part));
  }

  /** Whether more files than one refer to it. */
  isShared(part: Part): boolean {
    return (this.#files.get(this.textOf(part))?.size ?? 0) > 1;
  }

  /** Every named part, one for each name: frames and members of unions first, then by name. */
  get all(): readonly {
    readonly name: string;
    readonly part: Part;
    readonly files: ReadonlySet<string>;
  }[] {
    const all = [...this.#parts].flatMap(([text, [part]]) => {
      const name = this.#names.get(text);
      return name === undefined || !part ? [] : [{ name, part, files: this.#files.get(text) ?? new Set() }];
    });
    const isTagged = ({ part }: { readonly part: Part }) => Number(!isEnum(part) && part.tag !== undefined);
    return all.sort((a, b) => isTagged(b) - isTagged(a) || (a.name < b.name ? -1 : 1));
  }

  #isRecursive(text: string): boolean {
    const [first] = this.#parts.get(text) ?? [];
    const seen = new Set<Part>();
    const reaches = (part: Part): boolean =>
      partsIn(part).some(
        (inner) => inner === first || (seen.size !== seen.add(inner).size && reaches(inner)),
      );
    return first !== undefined && reaches(first);
  }

  /** All that a part says, but for its name: what has the same is the same definition. */
  textOf(part: Part): string {
    let text = this.#texts.get(part);
    if (text === undefined) {
      text = isEnum(part) ? textOf(part, []) : textOfShape(part, []);
      this.#texts.set(part, text);
    }
    return text;
  }
}

function isEnum(part: Part): part is Enum {
  return "is" in part;
}

/** An enum is worth a name where it is in more places than one. */
function isDefinition(parts: ReadonlySet<Part>): boolean {
  return parts.size > 1 || [...parts].some((part) => !isEnum(part));
}

/** The wishes of all, those that most of them have in front, then the better ones, then the shorter ones. */
function commonWishes(parts: Iterable<Part>): string[] {
  const ranks = new Map<string, { count: number; rank: number }>();
  for (const { wishes } of parts) {
    for (const [index, wish] of wishes.entries()) {
      const known = ranks.get(wish);
      ranks.set(wish, { count: (known?.count ?? 0) + 1, rank: Math.min(known?.rank ?? index, index) });
    }
  }
  return [...ranks]
    .sort(([a, one], [b, other]) => {
      return other.count - one.count || one.rank - other.rank || a.length - b.length || (a < b ? -1 : 1);
    })
    .map(([wish]) => wish);
}

function partsIn(part: Part): Part[] {
  if (isEnum(part)) return [];
  const { fields, others } = part;
  return [...fields.map(({ draft }) => draft), ...(others ? [others] : [])].flatMap(partsOf);
}

function partsOf(draft: Draft): Part[] {
  switch (draft.is) {
    case "enum":
      return [draft];
    case "object":
      return [draft.shape];
    case "array":
      return partsOf(draft.items);
    case "map":
      return partsOf(draft.values);
    case "union":
    case "variants":
      return draft.members.flatMap(partsOf);
    default:
      return [];
  }
}

/** All that a shape says, but for its name and the order of its properties; one in itself is told by how far out it is. */
function textOfShape(shape: Shape, around: readonly Shape[]): string {
  const out = around.indexOf(shape);
  if (out >= 0) return `^${out}`;
  const inner = [shape, ...around];
  const fields = shape.fields.map(
    ({ name, isRequired, draft }) =>
      `${JSON.stringify(name)}${isRequired ? "" : "?"}:${textOf(draft, inner)}`,
  );
  const tag = shape.tag ? `${JSON.stringify([shape.tag.name, shape.tag.value])} ` : "";
  return `{${tag}${fields.sort().join()}${shape.others ? `*${textOf(shape.others, inner)}` : ""}}`;
}

function textOf(draft: Draft, around: readonly Shape[]): string {
  switch (draft.is) {
    case "object":
      return textOfShape(draft.shape, around);
    case "array":
      return `[${textOf(draft.items, around)}]`;
    case "map":
      return `<${textOf(draft.values, around)}>`;
    case "union":
    case "variants":
      return `(${draft.members.map((member) => textOf(member, around)).join("|")})`;
    case "enum":
      return JSON.stringify([draft.isOpen, draft.values]);
    default:
      return JSON.stringify(draft);
  }
}
