import type { Definition, Json, Protocol, Type } from "../model/types.js";
import { type Check, Report } from "../runtime/report.js";
import type { Restore } from "../runtime/restore.js";
import { checkOf, type PlanContext } from "./check.js";
import { evaluate } from "./evaluate.js";
import { restorable, restoreOf } from "./restore.js";

/** Checks values against the types of a protocol, as the code generated from it would. */
export class Checker {
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #restorable: ReadonlySet<string>;
  readonly #checks = new Map<string, Check>();
  readonly #restores = new Map<string, Restore>();
  readonly #context: PlanContext;

  constructor({ definitions }: Pick<Protocol, "definitions">) {
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    this.#restorable = restorable(definitions);
    const resolve = (name: string) => this.#definitions.get(name)?.type ?? { kind: "never" };
    this.#context = { resolve, isLater: () => true };
  }

  /** What is wrong with `value`, numbers in it being as the lossless parser gives them. */
  report(type: Type, value: Json): Report {
    const report = new Report(true);
    this.#check(type)(value, report);
    return report;
  }

  /** The value with its numbers in the form of its type: a copy. */
  restore(type: Type, value: Json): Json {
    return this.#restore(type)(structuredClone(value)) as Json;
  }

  #check(type: Type): Check {
    return evaluate(checkOf(type, this.#context), (name): Check => {
      return (value, report) => this.#named(this.#checks, name, (body) => this.#check(body))(value, report);
    }) as Check;
  }

  #restore(type: Type): Restore {
    const plan = restoreOf(type, this.#restorable, this.#context);
    if (!plan) return (value) => value;
    return evaluate(plan, (name): Restore => {
      return (value) => this.#named(this.#restores, name, (body) => this.#restore(body))(value);
    }) as Restore;
  }

  #named<T>(made: Map<string, T>, name: string, make: (type: Type) => T): T {
    let one = made.get(name);
    if (!one) {
      one = make(this.#context.resolve(name));
      made.set(name, one);
    }
    return one;
  }
}
