import type { Location } from "../load/schemas.js";
import type { Source } from "./types.js";

/** Where a location is, for those who see only the model. */
export function sourceOf({ document, pointer }: Location): Source {
  return { file: document.file, pointer };
}
