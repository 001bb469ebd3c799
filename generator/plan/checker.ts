import type { Definition, Json, Protocol, Type } from "../model/types.js";
import type { CheckReport, ValueCheck } from "../runtime/report.js";
import type { Restorer } from "../runtime/restore.js";
import { inspectOutgoing } from "../runtime/value-report.js";
import { checkOf, type PlanContext } from "./check.js";
import { evaluate } from "./evaluate.js";
import type { Purpose } from "./expression.js";
import { restorable, restoreOf } from "./restore.js";

/** Checks values against the types of a protocol, as the code generated from it would. */
export class Checker {
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #restorable: ReadonlySet<string>;
  readonly #checks = new Map<string, ValueCheck>();
  readonly #restores = new Map<string, Restorer>();
  readonly #ofTypes = new Map<Type, { readonly check: ValueCheck; readonly restore: Restorer }>();
  readonly #context: PlanContext;

  constructor({ definitions }: Pick<Protocol, "definitions">) {
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    this.#restorable = restorable(definitions);
    const resolve = (name: string) => this.#definitions.get(name)?.type ?? { kind: "never" };
    this.#context = { resolve, isLater: () => true };
  }

  /** What is wrong with `value`, its numbers being in the form of the type. */
  report(type: Type, value: Json): CheckReport {
    return inspectOutgoing(value, this.#of(type).check);
  }

  /** The value with its numbers in the form of its type: a copy. */
  restore(type: Type, value: Json): Json {
    return this.#of(type).restore(structuredClone(value)) as Json;
  }

  /** What a type comes to: made once, for a type is asked about many times. */
  #of(type: Type): { readonly check: ValueCheck; readonly restore: Restorer } {
    let made = this.#ofTypes.get(type);
    if (!made) {
      made = { check: this.#check(type), restore: this.#restore(type) };
      this.#ofTypes.set(type, made);
    }
    return made;
  }

  #check(type: Type): ValueCheck {
    return evaluate(checkOf(type, this.#context), this.#definition) as ValueCheck;
  }

  #restore(type: Type): Restorer {
    const plan = restoreOf(type, this.#restorable, this.#context);
    return plan ? (evaluate(plan, this.#definition) as Restorer) : (value) => value;
  }

  /** What a definition has for a purpose; it is made when it is first called, so that types may contain themselves. */
  readonly #definition = (name: string, purpose: Purpose): ValueCheck | Restorer => {
    if (purpose === "restore") {
      return (value: unknown) => this.#named(this.#restores, name, (type) => this.#restore(type))(value);
    }
    return (value: unknown, report: CheckReport) =>
      this.#named(this.#checks, name, (type) => this.#check(type))(value, report);
  };

  #named<T>(made: Map<string, T>, name: string, make: (type: Type) => T): T {
    let one = made.get(name);
    if (!one) {
      one = make(this.#context.resolve(name));
      made.set(name, one);
    }
    return one;
  }
}
