import { hasLoneSurrogate, mayBeInexact } from "./json.js";

const plainObject = {};

/** Whether somebody has given all objects a property, which a guard would take for one of the value's own. */
export function hasInheritance(): boolean {
  for (const _ in plainObject) return true;
  return false;
}

/**
 * Whether a guard can be believed that has accepted what `JSON.parse` makes of a text.
 *
 * @param loose - what is in the value whose numbers the guard takes whatever they are
 */
export function isSound(text: string, loose?: unknown): boolean {
  return !hasInheritance() && !hasLoneSurrogate(text) && (loose === undefined || !mayBeInexact(loose));
}
