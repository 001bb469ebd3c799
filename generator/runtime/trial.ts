import { type CheckReport, type Direction, jsonPath, type PathSegment, type ValueCheck } from "./report.js";

/** Whether `check` finds nothing wrong with `value`, looked at in the same place as `report` looks now. */
export function acceptsValue(
  report: CheckReport,
  check: ValueCheck,
  value: unknown,
  direction: Direction = report.direction,
): boolean {
  return entry(memories, report.path, () => new Memory()).of(check, value, direction, () => {
    const trial = report.part(direction);
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
  const ofReport = entry(asked, report, () => new Map<ValueCheck, Set<string>>());
  const places = entry(ofReport, check, () => new Set<string>());
  const place = jsonPath(report.path);
  if (places.has(place)) return;
  places.add(place);
  check(value, report);
}

/** What is known of parts of a value: all reports about it share the path. */
const memories = /* @__PURE__ */ new WeakMap<readonly PathSegment[], Memory>();

/** The checks that have found something wrong when they were asked, with the paths of that. */
const asked = /* @__PURE__ */ new WeakMap<CheckReport, Map<ValueCheck, Set<string>>>();

/**
 * What checks have said of objects and arrays, and of the last value that is neither.
 *
 * Alternatives askOnce the same of the same parts again, and so do those inside of them: without a memory the time
 * that takes would double with each level of a value, or of a schema.
 */
class Memory {
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

interface Entries<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function entry<Key, Value>(map: Entries<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
