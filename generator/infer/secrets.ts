/** Words in the names of properties whose values are nobody's business, whatever they are. */
const secretWords = new Set(
  (
    "apikey auth authorization bearer cookie credential credentials cvc cvv iban jwt otp passcode passphrase passwd password passwords " +
    "pin pwd secret secrets secretkey sid signature ssn token tokens"
  ).split(" "),
);

/** Pairs of words that are secret together only. */
const secretPairs =
  /\b(?:(?:access|api|encryption|master|private|session|signing|ssh) (?:keys?|id)|credit ?card|card number|pass (?:word|phrase|code))\b/;

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

const uuid = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;

/** A longer text is not looked through: it is taken for a secret. */
const MAX_LENGTH = 4096;

/** Whether the value of a property of that name is to be hidden. */
export function isSecretName(name: string): boolean {
  if (name.length > MAX_LENGTH) return true;
  const words = name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some((word) => secretWords.has(word)) || secretPairs.test(words.join(" "));
}

/** Whether a text looks as though it were, or held, a key, a token or a password. */
export function looksSecret(text: string): boolean {
  if (text.length > MAX_LENGTH) return true;
  if (text.length < 12) return false;
  if (secretForms.some((form) => form.test(text))) return true;
  return (text.replace(uuid, "").match(run) ?? []).some(isRandom);
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
