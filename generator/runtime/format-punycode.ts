const BASE = 36;
const LEAST = 1;
const MOST = 26;
const FIRST_CODE = 128;
const FIRST_BIAS = 72;
const MAX_CODE_POINT = 0x10ffff;

/**
 * The text that `encoded` stands for, or `undefined` where it stands for none (RFC 3492 §6.2).
 *
 * @param encoded - lower case, without `xn--`.
 */
export function decodePunycode(encoded: string): string | undefined {
  const end = encoded.lastIndexOf("-");
  const characters = [...encoded.slice(0, Math.max(end, 0))];
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let position = 0;
  for (let at = end > 0 ? end + 1 : 0; at < encoded.length; ) {
    const start = position;
    let weight = 1;
    for (let step = BASE; ; step += BASE) {
      const digit = "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(encoded.charAt(at++) || "-");
      position += digit * weight;
      if (digit === -1 || position > Number.MAX_SAFE_INTEGER / BASE) return undefined;
      if (digit < threshold(step, bias)) break;
      weight *= BASE - threshold(step, bias);
    }
    const count = characters.length + 1;
    bias = adapted(position - start, count, start === 0);
    code += Math.floor(position / count);
    position %= count;
    if (code > MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    characters.splice(position++, 0, String.fromCodePoint(code));
  }
  return characters.join("");
}

/** The number of characters that `text` takes in Punycode (RFC 3492 §6.3), `xn--` not among them. */
export function punycodeLength(text: string): number {
  const codes = Array.from(text, (character) => character.codePointAt(0) as number);
  const basic = codes.filter((code) => code < FIRST_CODE).length;
  let length = basic === 0 ? 0 : basic + 1;
  let done = basic;
  let bias = FIRST_BIAS;
  let delta = 0;
  let next = FIRST_CODE;
  while (done < codes.length) {
    const code = Math.min(...codes.filter((one) => one >= next));
    delta += (code - next) * (done + 1);
    for (const one of codes) {
      if (one < code) delta++;
      if (one !== code) continue;
      length += digitsOf(delta, bias);
      bias = adapted(delta, done + 1, done === basic);
      delta = 0;
      done++;
    }
    delta++;
    next = code + 1;
  }
  return length;
}

/** How many digits `value` has as a generalized integer (RFC 3492 §3.3). */
function digitsOf(value: number, bias: number): number {
  let count = 1;
  let rest = value;
  for (let step = BASE; rest >= threshold(step, bias); step += BASE) {
    rest = Math.floor((rest - threshold(step, bias)) / (BASE - threshold(step, bias)));
    count++;
  }
  return count;
}

/** The first digit that is not the last of an integer, at a place of it. */
function threshold(step: number, bias: number): number {
  return Math.min(Math.max(step - bias, LEAST), MOST);
}

/** The bias for the integer after one of value `delta` (RFC 3492 §6.1). */
function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let bias = 0;
  for (; rest > ((BASE - LEAST) * MOST) / 2; bias += BASE) rest = Math.floor(rest / (BASE - LEAST));
  return bias + Math.floor(((BASE - LEAST + 1) * rest) / (rest + 38));
}
