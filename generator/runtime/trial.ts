import { CheckReport, type CheckVerdicts, type Direction, jsonPath, type ValueCheck } from "./report.js";

/** Whether `check` finds nothing wrong with `value`, looked at in the same place as `report` looks now. */
export function acceptsValue(
  report: CheckReport,
  check: ValueCheck,
  value: unknown,
  direction: Direction = report.direction,
): boolean {
  report.verdicts ??= new Memory();
  return report.verdicts.of(check, value, direction, () => {
    const trial = new CheckReport(direction, 1, report);
    check(value, trial);
    return trial.issues.length === 0;
  });
}

/**
 * Runs `check` on `value`, looked at in the same place as now, unless what it finds wrong is known: for checks of
 * which several look at the same value.
 */
export function askOnce(report: CheckReport, check: ValueCheck, value: unknown): void {
  if (report.isFull || acceptsValue(report, check, value)) return;
  report.asked ??= new Map();
  const places = entry(report.asked, check, () => new Set<string>());
  const place = jsonPath(report.path);
  if (places.has(place)) return;
  places.add(place);
  check(value, report);
}

/**
 * What checks have said of objects and arrays, and of the last value that is neither.
 *
 * Alternatives askOnce the same of the same parts again, and so do those inside of them: without a memory the time
 * that takes would double with each level of a value, or of a schema.
 */
class Memory implements CheckVerdicts {
  readonly #ofParts: ByDirection = new Map();
  #ofPrimitive: ByDirection = new Map();
  #primitive: unknown;

  of(check: ValueCheck, value: unknown, direction: Direction, look: () => boolean): boolean {
    const isPrimitive = typeof value !== "object" || value === null;
    if (isPrimitive && !Object.is(value, this.#primitive)) {
      this.#primitive = value;
      this.#ofPrimitive = new Map();
    }
    const known = isPrimitive ? this.#ofPrimitive : this.#ofParts;
    const byCheck = entry(known, direction, () => new Map<ValueCheck, Map<unknown, boolean>>());
    return entry(
      entry(byCheck, check, () => new Map<unknown, boolean>()),
      value,
      look,
    );
  }
}

type ByDirection = Map<Direction, Map<ValueCheck, Map<unknown, boolean>>>;

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
