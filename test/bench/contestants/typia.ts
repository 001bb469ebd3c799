import type { Kind } from "../frames.js";
import { made } from "../made.js";
import type { Contestant } from "./contestant.js";

interface Functions {
  decode(text: string): unknown;
  encode(frame: unknown): string;
  validate(text: string): { readonly errors?: readonly unknown[] };
}

interface Made {
  readonly frame: Functions;
  readonly report: Functions;
  readonly guards: Readonly<Record<Kind, (value: unknown) => boolean>>;
}

const { frame, report, guards } = await made<Made>("typia.js");

/** typia, by the types that framewright generates, in which an integer is a number. */
export const contestant: Contestant = {
  differences: ["fraction"],
  tasks: (kind) => {
    const { decode, encode, validate } = kind === "report" ? report : frame;
    return { decode, encode, guard: guards[kind], reject: (text) => validate(text).errors ?? [] };
  },
};
