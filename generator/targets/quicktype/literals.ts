/** A string literal of a language, in ASCII: `encode` writes what is not. */
function quoted(text: string, encode: (codePoint: number) => string): string {
  const body = [...text].map((character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    const codePoint = character.codePointAt(0) as number;
    return codePoint >= 0x20 && codePoint < 0x7f ? character : encode(codePoint);
  });
  return `"${body.join("")}"`;
}

const hex = (codePoint: number, digits: number) => codePoint.toString(16).padStart(digits, "0");

/** A string literal of Go. */
export function goText(text: string): string {
  return quoted(text, (codePoint) =>
    codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`,
  );
}

/** A string literal of Rust. */
export function rustText(text: string): string {
  return quoted(text, (codePoint) => `\\u{${hex(codePoint, 1)}}`);
}

/** A string literal of Java; its line breaks are written as such, as `\u000a` is one before it is in a literal. */
export function javaText(text: string): string {
  const units = (character: string) => character.split("").map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
  return quoted(text, (codePoint) => units(String.fromCodePoint(codePoint)).join(""));
}
