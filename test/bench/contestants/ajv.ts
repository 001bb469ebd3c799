import type { ValidateFunction } from "ajv";
import type { Kind } from "../frames.js";
import { made } from "../made.js";
import type { Contestant } from "./contestant.js";

type Validators = Readonly<Record<Kind | "frame", ValidateFunction>>;

const first = await made<Validators>("ajv.js");
const all = await made<Validators>("ajv-all-errors.js");

/** ajv, as standalone code; all errors only where they are asked for. */
export const contestant: Contestant = {
  tasks: (kind) => {
    const any = kind === "report" ? "report" : "frame";
    const validate = first[any];
    const validateAll = all[any];
    const own = first[kind];
    return {
      decode: (text) => {
        const value: unknown = JSON.parse(text);
        if (!validate(value)) throw new TypeError("Not a frame");
        return value;
      },
      guard: (value) => own(value),
      reject: (text) => {
        validateAll(JSON.parse(text));
        return validateAll.errors ?? [];
      },
    };
  },
};
