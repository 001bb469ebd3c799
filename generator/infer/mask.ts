import type { Json, JsonObject } from "../model/types.js";
import { isSecretName, looksSecret } from "./secrets.js";
import type { Draft, Shape } from "./shapes.js";

/** What stands in place of a secret. */
const MASK = "***";

/** A frame without its secrets, and how many there were. */
export interface Masked {
  readonly value: JsonObject;
  readonly masks: number;
}

/**
 * A copy of a frame in which nothing looks like a secret. What its shape names (tags, enums, formats) stays as it is, so the copy is
 * a frame of the same kind.
 */
export function masked(frame: JsonObject, shape: Shape): Masked {
  const masker = new Masker();
  return { value: masker.object(frame, shape, false), masks: masker.masks };
}

class Masker {
  masks = 0;

  object(value: JsonObject, { tag, fields, others }: Shape, isSecret: boolean): JsonObject {
    const drafts = new Map(fields.map(({ name, draft }) => [name, draft]));
    const entries = Object.entries(value).map(([name, one]): [string, Json] => {
      if (name === tag?.name) return [name, one];
      const draft = drafts.get(name);
      const isHidden = isSecret || isSecretName(name);
      return draft ? [name, this.#value(one, draft, isHidden)] : this.#other(name, one, others, isHidden);
    });
    return Object.fromEntries(entries);
  }

  #other(name: string, value: Json, draft: Draft | undefined, isSecret: boolean): [string, Json] {
    if (looksSecret(name)) this.masks++;
    return [looksSecret(name) ? MASK : name, this.#value(value, draft ?? { is: "any" }, isSecret)];
  }

  #value(value: Json, draft: Draft, isSecret: boolean): Json {
    const own = memberFor(draft, value);
    if (typeof value === "string") return this.#text(value, own, isSecret);
    if (typeof value === "number" || typeof value === "bigint") {
      if (!isSecret) return value;
      this.masks++;
      return 0;
    }
    if (Array.isArray(value)) {
      const items: Draft = own.is === "array" ? own.items : { is: "any" };
      return (value as readonly Json[]).map((one) => this.#value(one, items, isSecret));
    }
    if (typeof value !== "object" || value === null) return value;
    if (own.is === "object") return this.object(value as JsonObject, own.shape, isSecret);
    const values = own.is === "map" ? own.values : undefined;
    const entries = Object.entries(value).map(([name, one]) =>
      this.#other(name, one, values, isSecret || isSecretName(name)),
    );
    return Object.fromEntries(entries);
  }

  #text(value: string, draft: Draft, isSecret: boolean): string {
    const isNamed = draft.is === "enum" || (draft.is === "string" && draft.format !== undefined);
    if (isNamed || !(looksSecret(value) || (isSecret && value !== ""))) return value;
    this.masks++;
    return MASK;
  }
}

/** The member of a union that a value is of; another draft as it is. */
function memberFor(draft: Draft, value: Json): Draft {
  if (draft.is === "union") {
    const found = draft.members.find((member) => fits(member, value)) ?? ({ is: "any" } as const);
    return found === draft ? found : memberFor(found, value);
  }
  if (draft.is !== "variants" || typeof value !== "object" || value === null) return draft;
  const found = draft.members.find((member) => {
    const tag = member.is === "object" ? member.shape.tag : undefined;
    return tag && (value as JsonObject)[tag.name] === tag.value;
  });
  return found ?? { is: "any" };
}

function fits({ is }: Draft, value: Json): boolean {
  if (typeof value === "string") return is === "string" || is === "enum";
  if (Array.isArray(value)) return is === "array";
  return typeof value === "object" && value !== null && ["object", "map", "variants"].includes(is);
}
