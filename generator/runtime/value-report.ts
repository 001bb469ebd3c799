import { isPlain } from "./guard.js";
import { MAX_DEPTH } from "./limits.js";
import {
  addTooDeep,
  CheckReport,
  type Direction,
  inspect,
  type PathSegment,
  type ValueCheck,
} from "./report.js";

/** The report of a value that may be anything, and not only what text is parsed to. */
export class ValueReport extends CheckReport {
  /** The objects and arrays that are being looked at. */
  readonly #ancestors: object[];

  constructor(direction: Direction, limit?: number, path?: PathSegment[], ancestors: object[] = []) {
    super(direction, limit, path);
    this.#ancestors = ancestors;
  }

  override part(direction: Direction): ValueReport {
    return new ValueReport(direction, 1, this.path, this.#ancestors);
  }

  override enters(value: object): boolean {
    const isData = Array.isArray(value) || isPlain(value);
    if (!isData) this.unencodable("plain `object`", "an instance of a class");
    else if (this.#ancestors.includes(value)) this.unencodable("a value without cycles", "a cycle");
    else if (this.#ancestors.length >= MAX_DEPTH) addTooDeep(this);
    else return this.#ancestors.push(value) > 0;
    return false;
  }

  override leaves(): void {
    this.#ancestors.pop();
  }
}

/** Whether `check` finds nothing wrong with `value`. */
export function passes(value: unknown, check: ValueCheck): boolean {
  const report = new ValueReport("incoming", 1);
  check(value, report);
  return report.issues.length === 0;
}

/** Everything that `check` finds wrong with a value that is to be sent. */
export function inspectOutgoing(value: unknown, check: ValueCheck): CheckReport {
  return inspect(value, check, new ValueReport("outgoing"));
}
