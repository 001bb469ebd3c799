import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";

/** ts-morph, by `require`: an `import` first reads all of it to see what it exports, which takes half as long again. */
const morph = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;

export const IndentationText: typeof TsMorph.IndentationText = morph.IndentationText;
export const Project: typeof TsMorph.Project = morph.Project;
export const QuoteKind: typeof TsMorph.QuoteKind = morph.QuoteKind;
export const StructureKind: typeof TsMorph.StructureKind = morph.StructureKind;
/** The compiler that it has brought along. */
export const ts: typeof TsMorph.ts = morph.ts;
