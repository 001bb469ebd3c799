/** Names of properties whose values are nobody's business, whatever they are. */
const secretNames =
  /^(?:.*[_-])?(?:pass(?:word|wd|phrase|code)?|pwd|pin|secret|token|api_?key|apikey|access_?key|private_?key|auth|authorization|bearer|cookie|set-cookie|credentials?|jwt|otp|session_?key|signature|client_?secret|ssn|iban|cvv|cvc|card_?number)s?$/;

/** Values that are secrets by their form: keys and tokens of well-known services, signed tokens, keys in PEM, passwords in URLs. */
const secretForms = [
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /\b(?:AKIA|ASIA|AIza|ABIA|ACCA)[\w-]{12,}/,
  /\b(?:gh[opsur]|github_pat|glpat|npm|pypi|dop_v1|hf|xox[abeprs]|xapp)[_-][\w-]{10,}/,
  /\b[srp]k[_-](?:live|test|proj|ant)?[_-]?[A-Za-z\d_-]{16,}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
  /\b(?:Bearer|Basic|Token)\s+[\w.~+/=-]{8,}/i,
  /[?&](?:access_token|token|api_?key|key|secret|sig|signature|password)=[^&\s]+/i,
];

/** A run of characters that could be a key. */
const run = /[A-Za-z\d+/_=-]{20,}/g;

/** Whether the value of a property of that name is to be hidden. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase());
}

/** Whether a text looks as though it were, or held, a key, a token or a password. */
export function looksSecret(text: string): boolean {
  if (text.length < 12) return false;
  if (secretForms.some((form) => form.test(text))) return true;
  return (text.match(run) ?? []).some(isRandom);
}

/**
 * Whether a run of characters was drawn at random: capitals, small letters and digits, mixed as no name mixes them, or
 * hexadecimal digits that are more than a UUID or a short hash.
 */
function isRandom(text: string): boolean {
  if (/^[\da-f]{40,}$/i.test(text)) return true;
  if (!(/[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text))) return false;
  const changes = [...text.matchAll(/(?<=[a-z])\d|(?<=\d)[A-Za-z]|(?<=[A-Z])\d|(?<=[a-z])[A-Z]/g)].length;
  return changes >= text.length / 5;
}

/** What stands in place of a secret. */
export const MASK = "***";

/** A copy of a value in which nothing looks like a secret, and how many were masked. */
export function masked<T>(value: T): { readonly value: T; readonly masks: number } {
  let masks = 0;
  const hide = (part: unknown, isSecret: boolean): unknown => {
    if (typeof part === "string") {
      if (!(isSecret && part !== "") && !looksSecret(part)) return part;
      masks++;
      return MASK;
    }
    if (isSecret && (typeof part === "number" || typeof part === "bigint")) {
      masks++;
      return 0;
    }
    if (Array.isArray(part)) return part.map((one) => hide(one, isSecret));
    if (typeof part !== "object" || part === null || Object.getPrototypeOf(part) !== Object.prototype)
      return part;
    const entries = Object.entries(part).map(([name, one]) => {
      if (looksSecret(name)) masks++;
      return [looksSecret(name) ? MASK : name, hide(one, isSecret || isSecretName(name))] as const;
    });
    return Object.fromEntries(entries);
  };
  return { value: hide(value, false) as T, masks };
}
