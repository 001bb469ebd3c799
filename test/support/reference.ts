import { existsSync, readFileSync } from "node:fs";
import type { TestContext } from "vitest";
import { packagePath } from "../../generator/package.js";

/** Where the reference module is, as text. */
export const referencePath: string = packagePath("../shared/reference/websocket-frames.py.txt");

/** The reference text names this class and lost it; design.md §2.1 has its fields. */
const inputRequired = `class InputRequiredEvent(Struct, kw_only=True, tag_field="kind", tag="input_required"):
    fields: list[dict[str, Any]]
    reason: str
    plugin: str
`;

/** Skips a test, and says why, where the reference module is not beside the project. */
export function needReference(context: TestContext): void {
  if (existsSync(referencePath)) return;
  const reason = "../shared/reference/websocket-frames.py.txt is not there";
  console.warn(`SKIPPED, nothing was compared with the reference module: ${reason}`);
  context.skip(reason);
}

/**
 * The reference module as Python that can be imported: the text is that of a web page, with the links of its documentation in
 * it and without its indentation. Functions, whose indentation can't be told, are left out.
 */
export function referenceModule(): string {
  const [text = ""] = readFileSync(referencePath, "utf8").replaceAll("[docs]\n", "").split(/^def /m);
  const classes = /^class \w+\([^()]*\):\n"""[\s\S]*?"""\n(?:\w+: .*\n)+/gm;
  return text
    .replace(classes, (found) => {
      const [head = "", body = ""] = found.split(/(?<=^\):\n)/m);
      return `${head}${body.replace(/^(?=.)/gm, "    ")}`;
    })
    .replace(/^(?=class WarningEvent)/m, inputRequired)
    .concat("\nProblemsEvent = SnapshotEvent | DeltaEvent\n");
}
