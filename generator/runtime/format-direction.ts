const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFE73\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ARABIC_NUMBER = /[\u0660-\u0669\u{10D30}-\u{10D39}]/u;
const EUROPEAN_NUMBER = /[\d\u06F0-\u06F9]/;
// Marks that go with what is before them: those that do not are written from left to right.
const MARK = /(?![\u0CBF\u0CC6\u{11A07}\u{11A08}\u{11C3F}])\p{Mn}/u;
const NEUTRAL =
  /[-\xB7\u02B9\u02BA\u02C6-\u02CF\u02EC\u0375\u2E2F\u30FB\uA67F\uA717-\uA71F\uA788\p{Join_Control}]/u;

/** How the characters of labels are written: `Bidi_Class` of Unicode, as far as it matters here. */
type Direction = "left" | "right" | "arabic number" | "european number" | "mark" | "neutral";

/**
 * Whether labels keep to the Bidi rule where any of them is written from right to left (RFC 5893 §2).
 *
 * @param labels - of a host name, none of them as an A-label.
 */
export function keepToDirections(labels: readonly string[]): boolean {
  const directions = labels.map((label) => [...label].map(directionOf));
  const isPlain = directions.every((one) => !one.includes("right") && !one.includes("arabic number"));
  return isPlain || directions.every(isOfOneDirection);
}

function directionOf(character: string): Direction {
  if (EUROPEAN_NUMBER.test(character)) return "european number";
  if (ARABIC_NUMBER.test(character)) return "arabic number";
  if (MARK.test(character)) return "mark";
  if (RIGHT_TO_LEFT.test(character)) return "right";
  return NEUTRAL.test(character) ? "neutral" : "left";
}

function isOfOneDirection(label: readonly Direction[]): boolean {
  const last = label.filter((one) => one !== "mark").at(-1);
  const has = (direction: Direction) => label.includes(direction);
  if (label[0] === "left") {
    return !has("right") && !has("arabic number") && (last === "left" || last === "european number");
  }
  if (label[0] !== "right" || has("left") || last === "neutral") return false;
  return !(has("european number") && has("arabic number"));
}
