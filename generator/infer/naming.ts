import { typeName } from "../model/names.js";

/** Names that mean something else to most who read them. */
const taken = new Set(
  (
    "Any Array ArrayBuffer BigInt Boolean Buffer Class Codecs Config Console Date Default Document Element Enum Error " +
    "Event EventTarget Exception File Frame FrameByKind FrameError FrameKind Function Interface Iterator JSON Json List Map " +
    "Math Module Node None Null Number Object Optional Option Package Promise Proxy Record Reflect RegExp Request " +
    "Response Result Set Some String Symbol Type UnknownFrame URL Vec Void Window"
  )
    .split(" ")
    .map((name) => name.toLowerCase()),
);

/**
 * What an object in a frame may be called, best first: after its property, then after those around it as well.
 *
 * @param place - the names of the properties that lead to it; the first are what the frame is called, and where it is sent.
 */
export function wishesFor(
  place: { readonly names: readonly string[] },
  className: string | undefined,
  tag: { readonly value: string | number } | undefined,
): string[] {
  const words = singularLast(place.names, className).map((name) => spelled(name));
  const last = words.length - 1;
  if (tag) words[last] = `${spelled(String(tag.value))}${words[last] ?? ""}`;
  return words.map((_, index) => words.slice(last - index).join(""));
}

/**
 * Names of properties, the last as one of what it stands for: as `Finding` is, which is what quicktype-core calls a class at
 * `findings`. A name that it made up otherwise is not taken.
 */
export function singularLast(names: readonly string[], className = ""): readonly string[] {
  const last = names.length - 1;
  const word = spelled(names[last] ?? "");
  const [plain, proposed] = [word.toLowerCase(), className.toLowerCase()];
  let same = 0;
  while (same < proposed.length && proposed[same] === plain[same]) same++;
  const isSingular = proposed.length > 1 && proposed.length <= plain.length && same >= proposed.length - 1;
  return isSingular ? [...names.slice(0, last), word.slice(0, same) + proposed.slice(same)] : names;
}

const digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

const symbols: Readonly<Record<string, string>> = {
  "+": "Plus",
  "-": "Dash",
  _: "Underscore",
  ".": "Dot",
  "/": "Slash",
  ":": "Colon",
  "*": "Star",
  "#": "Hash",
  "@": "At",
  "!": "Bang",
  "?": "Question",
  "=": "Equals",
  "<": "Less",
  ">": "Greater",
  "&": "And",
  "|": "Or",
  "%": "Percent",
  $: "Dollar",
  "~": "Tilde",
  "^": "Caret",
  " ": "Space",
};

/** A text as part of a name: `input_required` is `InputRequired`, `GET_USER` is `GetUser`; what has no letter is spelled out. */
export function spelled(text: string): string {
  const isShouting = /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
  const calm = isShouting ? text.replace(/(?<=\p{Lu})\p{Lu}+/gu, (letters) => letters.toLowerCase()) : text;
  const name = typeName(calm);
  if (name === undefined) return letterByLetter(text);
  return name.replace(/^_(\d+)/, (_, digits: string) => letterByLetter(digits));
}

/** Longer names for a text, for where another has the same: by what its letters are, by each of them, and by their codes, which no other has. */
export function distinctly(text: string): string[] {
  const hasUpper = /\p{Lu}/u.test(text);
  const letters = hasUpper && /\p{Ll}/u.test(text) ? "Mixed" : hasUpper ? "Upper" : "Lower";
  const codes = [...text].map(codeOf).join("");
  return [`${letters}${spelled(text)}`, `Spelled${letterByLetter(text)}`, `Spelled${codes}`];
}

/** A text as part of a name, each of its letters on its own, and symbols by what they are called. */
export function letterByLetter(text: string): string {
  const words = [...text].map((character) => {
    if (/\p{Ll}/u.test(character) || /\p{Lo}/u.test(character))
      return typeName(character) ?? codeOf(character);
    if (/\p{Lu}/u.test(character)) return `Upper${character}`;
    return digits[Number(character === " " ? -1 : character)] ?? symbols[character] ?? codeOf(character);
  });
  return words.length === 0 ? "Empty" : words.join("");
}

function codeOf(character: string): string {
  return `U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

/** Gives out names, no two of which come near each other in any language. */
export class Names {
  readonly #taken: Set<string>;

  /** @param reserved - in small letters. */
  constructor(reserved: Iterable<string> = taken) {
    this.#taken = new Set(reserved);
  }

  /** A name that is free, made of another one. */
  near(name: string): string {
    for (let count = 2; ; count++) {
      const wish = `${name}${letterByLetter(String(count))}`;
      if (this.#take(wish)) return wish;
    }
  }

  /**
   * Gives each its first wish that nobody else has as well; nothing where all of them are taken.
   *
   * @param all - what is to be named, with its wishes, best first.
   */
  give<T>(all: readonly { readonly item: T; readonly wishes: readonly string[] }[]): Map<T, string> {
    const names = new Map<T, string>();
    let open = all;
    for (let level = 0; open.length > 0; level++) {
      const wished = new Map<string, number>();
      for (const { wishes } of open) {
        const key = (wishes[level] ?? "").toLowerCase();
        wished.set(key, (wished.get(key) ?? 0) + 1);
      }
      const left = open.filter(({ item, wishes }) => {
        const wish = wishes[level];
        if (wish === undefined || wished.get(wish.toLowerCase()) !== 1 || !this.#take(wish)) return true;
        names.set(item, wish);
        return false;
      });
      // What two have wished for is nobody's, so that it is never one of them by chance.
      for (const [wish, count] of wished) if (count > 1) this.#taken.add(wish);
      open = left.filter(({ wishes }) => wishes.length > level + 1);
    }
    return names;
  }

  #take(wish: string): boolean {
    const all = relatives(wish);
    if (!/^\p{ID_Start}/u.test(wish) || all.some((one) => this.#taken.has(one))) return false;
    for (const one of all) this.#taken.add(one);
    return true;
  }
}

/** A name, and those that are made of it in generated code. */
function relatives(name: string): string[] {
  const own = name.toLowerCase();
  return [
    own,
    ...["is", "check", "write", "restore"].map((prefix) => prefix + own),
    ...["shape", "guards", "writers"].map((suffix) => own + suffix),
  ];
}
