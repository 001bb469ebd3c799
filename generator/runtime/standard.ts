import type { PathSegment, ValueCheck } from "./report.js";
import { inspectOutgoing } from "./value-report.js";

/**
 * The part of Standard Schema v1 that a schema without transformations has.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "framewright";
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** What a Standard Schema says of a value: the value, or what is wrong with it. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly PathSegment[] }[] };

/** The Standard Schema of what `check` accepts of what `prepare` makes of a value. */
export function standard<T>(
  prepare: (value: unknown) => unknown,
  check: ValueCheck,
): StandardSchema<T>["~standard"] {
  return {
    version: 1,
    vendor: "framewright",
    validate: (value) => {
      const own = prepare(value);
      const { issues, segments } = inspectOutgoing(own, check);
      if (issues.length === 0) return { value: own as T };
      return { issues: issues.map(({ message }, index) => ({ message, path: segments[index] ?? [] })) };
    },
  };
}
