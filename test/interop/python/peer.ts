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

  /**
   * What comes of texts that a codec reads, and writes again.
   *
   * @param codec - where it is in the package.
   * @param how - whether it reads the texts themselves, or the values that they are.
   */
  outcomes(codec: string, texts: readonly Uint8Array[], how: "decode" | "from_dict" = "decode"): Outcome[] {
    const requests = texts.map(
      (text) => `${this.#name} ${codec} ${how} ${Buffer.from(text).toString("hex")}\n`,
    );
    const printed = runPython([packagePath("test/interop/python/peer.py"), this.#folder], requests.join(""));
    const answers = printed.split("\n").slice(0, -1);
    if (answers.length !== texts.length)
      throw new Error(`${answers.length} answers to ${texts.length} texts`);
    return answers.map(outcomeOf);
  }

  /** So many frames as the package writes them, of which some have something odd in them; and how many of those it refuses to write. */
  emitted(seed: number, count: number): { readonly texts: readonly Uint8Array[]; readonly refused: number } {
    const script = packagePath("test/interop/python/emit.py");
    const printed = runPython([script, this.#folder, this.#name, String(seed), String(count)]);
    const lines = printed.trimEnd().split("\n");
    const refused = Number(lines.pop());
    return { texts: lines.map((line) => Buffer.from(line, "hex")), refused };
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
