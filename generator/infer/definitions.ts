import type { Draft, Shape } from "./draft.js";
import type { Names } from "./naming.js";

/** Which shapes are one definition, what it is called, and which files refer to it. */
export class Definitions {
  /** By what they say: two shapes that say the same are one definition. */
  readonly #shapes = new Map<string, Shape[]>();
  readonly #files = new Map<string, Set<string>>();
  readonly #texts = new Map<Shape, string>();
  readonly #names = new Map<string, string>();

  /** Notes that a file refers to a shape, and so to all that it is made of. */
  use(shape: Shape, file: string): void {
    const text = this.textOf(shape);
    const shapes = this.#shapes.get(text) ?? [];
    const files = this.#files.get(text) ?? new Set();
    if (files.has(file) && shapes.includes(shape)) return;
    this.#shapes.set(text, [...shapes, shape]);
    this.#files.set(text, files.add(file));
    for (const inner of shapesIn(shape)) this.use(inner, file);
  }

  /** Names all shapes that have been used: frames by names that they have already, the others by their wishes. */
  name(frames: ReadonlyMap<Shape, string>, names: Names): void {
    for (const [shape, name] of frames) this.#names.set(this.textOf(shape), name);
    const unnamed = [...this.#shapes]
      .filter(([text]) => !this.#names.has(text))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([item, shapes]) => ({ item, wishes: commonWishes(shapes) }));
    for (const [text, name] of names.give(unnamed)) this.#names.set(text, name);
  }

  /** The name of a shape; nothing where it has to stand where it is used. */
  nameOf(shape: Shape): string | undefined {
    return this.#names.get(this.textOf(shape));
  }

  /** Whether more files than one refer to it. */
  isShared(shape: Shape): boolean {
    return (this.#files.get(this.textOf(shape))?.size ?? 0) > 1;
  }

  /** Every named shape, one for each name, in the order in which they were first used. */
  get all(): readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly files: ReadonlySet<string>;
  }[] {
    return [...this.#shapes].flatMap(([text, [shape]]) => {
      const name = this.#names.get(text);
      return name === undefined || !shape ? [] : [{ name, shape, files: this.#files.get(text) ?? new Set() }];
    });
  }

  /** All that a shape says, but for its name: what has the same is the same definition. */
  textOf(shape: Shape): string {
    let text = this.#texts.get(shape);
    if (text === undefined) {
      text = textOfShape(shape, []);
      this.#texts.set(shape, text);
    }
    return text;
  }
}

/** The wishes of all, those that most of them have in front, then the better ones, then the shorter ones. */
function commonWishes(shapes: readonly Shape[]): string[] {
  const ranks = new Map<string, { count: number; rank: number }>();
  for (const { wishes } of shapes) {
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

/** The shapes that a shape is made of. */
export function shapesIn({ fields, others }: Shape): Shape[] {
  return [...fields.map(({ draft }) => draft), ...(others ? [others] : [])].flatMap(shapesOf);
}

function shapesOf(draft: Draft): Shape[] {
  switch (draft.is) {
    case "object":
      return [draft.shape];
    case "array":
      return shapesOf(draft.items);
    case "map":
      return shapesOf(draft.values);
    case "union":
    case "variants":
      return draft.members.flatMap(shapesOf);
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
    default:
      return JSON.stringify(draft);
  }
}
