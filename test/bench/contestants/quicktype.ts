import { made } from "../made.js";
import { names } from "../names.js";
import type { Contestant } from "./contestant.js";

type Convert = Readonly<Record<string, (text: string) => unknown>>;

const { Convert } = await made<{ readonly Convert: Convert }>("quicktype.js");

/** quicktype's `Convert`: one class for each kind, as it would make one of a union; it is told the kind. */
export const contestant: Contestant = {
  differences: ["fraction"],
  tasks: (kind) => {
    const decode = Convert[`to${names[kind]}`] as (text: string) => unknown;
    return { decode: (text) => decode(text) };
  },
};
