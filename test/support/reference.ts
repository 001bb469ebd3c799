import { existsSync } from "node:fs";
import type { TestContext } from "vitest";
import { packagePath } from "../../generator/package.js";
import { runPython } from "../interop/python.js";

/** Where the reference module is, as text. */
export const referencePath: string = packagePath("../shared/reference/websocket-frames.py.txt");

/** Skips a test, and says why, where the reference module is not beside the project. */
export function needReference(context: TestContext): void {
  if (existsSync(referencePath)) return;
  const reason = "../shared/reference/websocket-frames.py.txt is not there";
  console.warn(`SKIPPED, nothing was compared with the reference module: ${reason}`);
  context.skip(reason);
}

/** The reference module as Python that can be imported, with a name for its other union. */
export function referenceModule(): string {
  const source = runPython([packagePath("test/interop/restored.py"), referencePath]);
  return `${source}\nProblemsEvent = SnapshotEvent | DeltaEvent\n`;
}
