// `literals` of RFC 6570 §2.1, the apostrophe as its erratum 6937 has it; a percent sign is looked at by itself.
const NOT_LITERAL =
  /[^!#-&'-;=?-[\]_a-z~\xA0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFEF\u{10000}-\u{1FFFD}\u{20000}-\u{2FFFD}\u{30000}-\u{3FFFD}\u{40000}-\u{4FFFD}\u{50000}-\u{5FFFD}\u{60000}-\u{6FFFD}\u{70000}-\u{7FFFD}\u{80000}-\u{8FFFD}\u{90000}-\u{9FFFD}\u{A0000}-\u{AFFFD}\u{B0000}-\u{BFFFD}\u{C0000}-\u{CFFFD}\u{D0000}-\u{DFFFD}\u{E1000}-\u{EFFFD}\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/u;
const BROKEN_PERCENT = /%(?![\dA-Fa-f]{2})/;
const OPERATOR = /^[+#./;?&=,!@|]/;
const MODIFIER = /(?::[1-9]\d{0,3}|\*)$/;

/** Whether `text` is a `uri-template` (RFC 6570 §2, Validation §7.3.6). */
export function fitsUriTemplate(text: string): boolean {
  if (BROKEN_PERCENT.test(text)) return false;
  const [literal = "", ...parts] = text.split("{");
  return !NOT_LITERAL.test(literal) && parts.every(isExpressionAndLiteral);
}

/** Whether `text` is what may follow a `{`, up to the next one. */
function isExpressionAndLiteral(text: string): boolean {
  const end = text.indexOf("}");
  if (end === -1 || NOT_LITERAL.test(text.slice(end + 1))) return false;
  const variables = text.slice(0, end).replace(OPERATOR, "").split(",");
  return variables.every((variable) =>
    variable
      .replace(MODIFIER, "")
      .split(".")
      .every((part) => part !== "" && !/[^\w%]/.test(part)),
  );
}
