import { Real } from "./numbers.js";
import { hashOf } from "./sample.js";
import { isSecretName } from "./secrets.js";
import { thresholds } from "./thresholds.js";

/** The property that tells the frames of a recording apart, and what speaks for it. */
export interface FoundTag {
  readonly tag: string;
  readonly reason: string;
}

/** A property that could be the tag. */
interface Candidate {
  count: number;
  /** How often each value was seen; nothing where there are too many. */
  values: Map<string | number, number> | undefined;
  /** How often a value was seen with a form of frame. */
  readonly pairs: Map<string, number>;
}

/** Names that a tag often has, the commonest first. */
const usualNames = (
  "kind type event op action method message_type messageType msg_type msgType event_type eventType frame_type " +
  "_type @type $type __type __typename cmd command opcode topic name msg t e tag"
).split(" ");

/** How many forms of frame are told apart, and how many pairs of value and form are counted. */
const MAX_FORMS = 4096;
const MAX_PAIRS = 20_000;

/** Of more frames than this no two are of the same kind only by mistake. */
const MAX_UNIQUE = 20;

/**
 * Finds the tag of a recording: the property that nearly all frames have and whose value says most about which other
 * properties there are.
 */
export class TagFinder {
  #frames = 0;
  readonly #forms = new Map<number, number>();
  readonly #candidates = new Map<string, Candidate>();

  /** Looks at a frame. */
  add(frame: Readonly<Record<string, unknown>>): void {
    this.#frames++;
    const form = formOf(frame, 3) % MAX_FORMS;
    this.#forms.set(form, (this.#forms.get(form) ?? 0) + 1);
    for (const name of Object.keys(frame)) {
      const value = frame[name];
      if (typeof value === "string" || (typeof value === "number" && Number.isSafeInteger(value))) {
        this.#count(name, value, form);
      }
    }
  }

  /** The tag, or in words why there is none. */
  find(): FoundTag | string {
    const total = this.#frames;
    if (total === 0) return "There is no frame in it: a recording has a JSON object on each line.";
    const open = [...this.#candidates].filter(([name]) => !isSecretName(name));
    const all = open.map(([name, candidate]) => ({ name, ...this.#judge(name, candidate) }));
    const fit = all
      .filter(({ values, share }) => values !== undefined && share >= thresholds.tagShare)
      .sort(
        (a, b) => b.score - a.score || usualRank(a.name) - usualRank(b.name) || (a.name < b.name ? -1 : 1),
      );
    const [best, next] = fit;
    if (!best) {
      const seen = all.filter(({ values }) => values !== undefined).sort((a, b) => b.share - a.share);
      const found = seen.slice(0, 3).map(({ name, share }) => `\`${name}\` in ${percent(share)}`);
      const known = found.length > 0 ? ` (there is ${found.join(", ")})` : "";
      return `No property with few values is in nearly every frame${known}: name the tag with --tag.`;
    }
    const isClear = best.score > 0 && best.score > (next?.score ?? 0);
    if (!isClear && usualRank(best.name) === usualRank("")) {
      const names = fit.slice(0, 4).map(({ name }) => `\`${name}\``);
      const could = next ? `Each of ${names.join(", ")}` : `Only ${names.join()}, which is always the same,`;
      return `${could} could be the tag: name it with --tag.`;
    }
    const { share, values = 0, told } = best;
    const where = share === 1 ? "in every frame" : `in ${percent(share)} of the frames`;
    const what =
      values === 1
        ? "always the same"
        : `its ${values} values explain ${percent(told)} of how frames differ in what they have`;
    const other = next ? `; next best is \`${next.name}\` with ${percent(next.told)}` : "";
    return { tag: best.name, reason: `${where}; ${what}${other}` };
  }

  #count(name: string, value: string | number, form: number): void {
    let candidate = this.#candidates.get(name);
    if (!candidate) {
      if (this.#candidates.size >= MAX_FORMS) return;
      candidate = { count: 0, values: new Map(), pairs: new Map() };
      this.#candidates.set(name, candidate);
    }
    candidate.count++;
    if (!candidate.values) return;
    candidate.values.set(value, (candidate.values.get(value) ?? 0) + 1);
    const pair = `${typeof value === "number" ? "#" : ""}${value}\0${form}`;
    candidate.pairs.set(pair, (candidate.pairs.get(pair) ?? 0) + 1);
    const isWild = typeof value === "string" && value.length > 128;
    if (isWild || candidate.values.size > thresholds.kinds || candidate.pairs.size > MAX_PAIRS) {
      candidate.values = undefined;
      candidate.pairs.clear();
    }
  }

  /**
   * How well a property tells forms of frame apart: the information that its value has on the form, against what there
   * is in both; usual names count for more, and numbers for less.
   */
  #judge(name: string, { count, values, pairs }: Candidate) {
    const share = count / this.#frames;
    const isUsual = usualRank(name) < usualRank("");
    // Where no two frames have the same value, it tells them apart all too well.
    const isUnique = values !== undefined && values.size === count && count > MAX_UNIQUE;
    if (!values || (isUnique && !isUsual)) return { share, values: undefined, score: 0, told: 0 };
    const ofForm = entropy(this.#forms.values());
    const ofValue = entropy(values.values());
    const information = Math.max(0, ofValue + ofForm - entropy(pairs.values()));
    const isNumber = [...values.keys()].some((value) => typeof value === "number");
    const weight = (isUsual ? 1.5 : isNumber ? 0.5 : 1) * share;
    const score = information < 1e-9 ? 0 : (weight * information) / Math.max(ofForm, ofValue);
    return { share, values: values.size, score, told: ofForm < 1e-9 ? 0 : Math.min(1, information / ofForm) };
  }
}

/** How usual a name is for a tag, the lower the more; that of `""` has no other. */
export function usualRank(name: string): number {
  const at = usualNames.indexOf(name);
  return at < 0 ? usualNames.length : at;
}

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}

/** In bits. */
function entropy(counts: Iterable<number>): number {
  const all = [...counts];
  const total = all.reduce((sum, count) => sum + count, 0);
  return all.reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Real);
}

/** A number for the names of properties in an object, so many levels deep, in whatever order they are. */
function formOf(value: Readonly<Record<string, unknown>>, depth: number): number {
  let form = 1;
  for (const name of Object.keys(value)) {
    let hash = hashOf(name, depth);
    const inner = value[name];
    if (depth > 1 && isObject(inner)) {
      hash = Math.imul(hash ^ formOf(inner as Readonly<Record<string, unknown>>, depth - 1), 0x85ebca6b);
    }
    form = (form + Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)) >>> 0;
  }
  return form;
}
