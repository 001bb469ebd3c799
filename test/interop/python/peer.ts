import { packagePath } from "../../../generator/package.js";
import { runPython } from "../python.js";
import type { Outcome, Refusal } from "./outcome.js";

/** The codecs of a generated package. */
export class Peer {
  readonly #folder: string;
  readonly #name: string;

  /**
   * @param folder - what the package is in.
   * @param name - that of the package.
   */
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** What comes of texts that a codec reads, and writes again; `codec` is where it is in the package. */
  outcomes(codec: string, texts: readonly Uint8Array[]): Outcome[] {
    const requests = texts.map((text) => `${this.#name} ${codec} ${Buffer.from(text).toString("hex")}\n`);
    const printed = runPython([packagePath("test/interop/python/peer.py"), this.#folder], requests.join(""));
    const answers = printed.split("\n").slice(0, -1);
    if (answers.length !== texts.length)
      throw new Error(`${answers.length} answers to ${texts.length} texts`);
    return answers.map(outcomeOf);
  }
}

function outcomeOf(answer: string): Outcome {
  if (/^[+~]/.test(answer)) {
    const text = Buffer.from(answer.slice(1), "hex").toString("utf8");
    return { isAccepted: true, isWritten: answer.startsWith("+"), text };
  }
  const [type, message] = JSON.parse(answer.slice(1)) as [type: string, message: string];
  const [, path = "$"] = / - at `(\$.*)`$/s.exec(message) ?? [];
  return { isAccepted: false, code: codes[type] ?? type, issues: [{ path, message }] };
}

/** What is called so here, by the errors of the package. */
const codes: Readonly<Record<string, Refusal["code"]>> = {
  DecodeError: "invalid_json",
  UnknownKindError: "unknown_kind",
  ValidationError: "invalid_frame",
};
