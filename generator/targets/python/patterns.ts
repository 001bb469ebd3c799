import { type CharSet, JS, type Node, type NoParent } from "refa";

type Part = NoParent<Node>;
type Kind<Type> = Extract<Part, { type: Type }>;

const lastCharacter = 0x10ffff;

/**
 * A regular expression of JavaScript, with the `u` flag, as one of Python that matches the same strings in `re.search`.
 *
 * It is made of what the expression means, character by character, as the two languages agree on little of how they
 * are written: in Python `$` matches in front of a last line break, `\d` and `\w` are those of Unicode, `\p` is nothing.
 *
 * @returns the expression, or what it has that can't be said in Python.
 */
export function pythonPattern(pattern: string): { readonly text: string } | { readonly problem: string } {
  try {
    const { expression } = JS.Parser.fromLiteral({ source: pattern, flags: "u" }).parse();
    return { text: ofAlternatives(expression.alternatives) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function ofAlternatives(alternatives: Kind<"Expression">["alternatives"]): string {
  // Nothing matches: refa has no other way to say so.
  return alternatives.length === 0
    ? "(?!)"
    : alternatives.map(({ elements }) => elements.map(ofPart).join("")).join("|");
}

function ofPart(part: Part): string {
  switch (part.type) {
    case "CharacterClass":
      return ofCharacters(part.characters);
    case "Assertion":
      return ofAssertion(part);
    case "Quantifier":
      return ofQuantifier(part);
    case "Alternation":
      return isWordBoundary(part) ? "(?a:\\b)" : `(?:${ofAlternatives(part.alternatives)})`;
    case "Unknown":
      throw new Error("it refers back to a group");
    default:
      throw new Error(`it has a ${part.type}`);
  }
}

function ofQuantifier({ alternatives, min, max, lazy }: Kind<"Quantifier">): string {
  const inner = ofAlternatives(alternatives);
  const [only] = alternatives;
  const isOne =
    alternatives.length === 1 && only?.elements.length === 1 && only.elements[0]?.type === "CharacterClass";
  const body = isOne ? inner : `(?:${inner})`;
  return `${body}${ofCount(min, max)}${lazy ? "?" : ""}`;
}

function ofCount(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function ofAssertion({ kind, negate, alternatives }: Kind<"Assertion">): string {
  const [only] = alternatives;
  const [character] = only?.elements ?? [];
  const isAny =
    alternatives.length === 1 &&
    only?.elements.length === 1 &&
    character?.type === "CharacterClass" &&
    character.characters.isAll;
  if (isAny && negate) return kind === "behind" ? "^" : "\\Z";
  if (kind === "ahead") return `(?${negate ? "!" : "="}${ofAlternatives(alternatives)})`;
  // Python looks back by a length that it knows, so each alternative has to have one.
  const parts = alternatives.map((one) => {
    if (lengthOf([one]) === undefined) throw new Error("it looks back by no certain number of characters");
    return `(?<${negate ? "!" : "="}${ofAlternatives([one])})`;
  });
  if (parts.length === 1) return parts[0] as string;
  return negate ? parts.join("") : `(?:${parts.join("|")})`;
}

/** How many characters every match has; nothing where that is not certain. */
function lengthOf(alternatives: Kind<"Expression">["alternatives"]): number | undefined {
  const lengths = alternatives.map(({ elements }) => {
    const all = elements.map((part) => {
      if (part.type === "CharacterClass") return 1;
      if (part.type === "Assertion") return 0;
      if (part.type === "Alternation") return lengthOf(part.alternatives);
      const one =
        part.type === "Quantifier" && part.min === part.max ? lengthOf(part.alternatives) : undefined;
      return one === undefined || part.type !== "Quantifier" ? undefined : one * part.min;
    });
    return all.includes(undefined) ? undefined : all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  });
  return lengths.every((one) => one === lengths[0]) ? lengths[0] : undefined;
}

const boundary = JS.Parser.fromLiteral({ source: "a\\b", flags: "u" }).parse().expression;
const wordBoundary = shapeOf(boundary.alternatives[0]?.elements[1]);

function isWordBoundary(part: Part): boolean {
  return shapeOf(part) === wordBoundary;
}

/** A text that two parts share only where they are the same. */
function shapeOf(part: Part | undefined): string {
  return JSON.stringify(part, (key, value) => {
    if (key === "parent" || key === "source") return undefined;
    return key === "characters" ? (value as CharSet).ranges : value;
  });
}

function ofCharacters(characters: CharSet): string {
  if (characters.isAll) return "[\\s\\S]";
  if (characters.isEmpty) return "(?!)";
  const [first] = characters.ranges;
  if (first && characters.ranges.length === 1 && first.min === first.max)
    return ofCharacter(first.min, special);
  const rest = characters.negate();
  const isShorter = rest.ranges.length < characters.ranges.length || characters.has(lastCharacter);
  const ranges = (isShorter ? rest : characters).ranges.map(({ min, max }) => {
    if (min === max) return ofCharacter(min, specialInside);
    const ends = [ofCharacter(min, specialInside), ofCharacter(max, specialInside)];
    return ends.join(max === min + 1 ? "" : "-");
  });
  return `[${isShorter ? "^" : ""}${ranges.join("")}]`;
}

/** What has a meaning of its own in an expression, and in a class of characters. */
const special = /[.^$*+?{}[\]\\|()]/;
const specialInside = /[\]\\^[\-&~|]/;

function ofCharacter(code: number, escaped: RegExp): string {
  const character = String.fromCodePoint(code);
  if (code >= 0x20 && code < 0x7f) return escaped.test(character) ? `\\${character}` : character;
  const short = { 9: "\\t", 10: "\\n", 13: "\\r" }[code];
  if (short !== undefined) return short;
  const digits = code.toString(16);
  if (code > 0xffff) return `\\U${digits.padStart(8, "0")}`;
  return code > 0xff ? `\\u${digits.padStart(4, "0")}` : `\\x${digits.padStart(2, "0")}`;
}
