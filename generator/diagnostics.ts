/**
 * Everything that framewright has to say about its input: one entry a code, stable between releases.
 *
 * `error` stops the run before anything is written (exit 2); `warning` and `info` do not.
 */
export const catalogue = {
  "file-not-found": { severity: "error", summary: "A file or folder that was named does not exist." },
  "file-unreadable": { severity: "error", summary: "A file is there but can't be read as UTF-8 text." },
  "json-syntax": { severity: "error", summary: "A file is not JSON (RFC 8259)." },
  "config-invalid": { severity: "error", summary: "A setting has an unknown name or a value it can't have." },
  "manifest-invalid": { severity: "error", summary: "The manifest does not fit its JSON Schema." },
  "path-invalid": { severity: "error", summary: "A channel's path and its parameters do not go together." },
  "dialect-unsupported": { severity: "error", summary: "A schema is written in a draft that is not read." },
  "schema-invalid": { severity: "error", summary: "A keyword has a value that its specification rules out." },
  "keyword-unsupported": { severity: "error", summary: "A keyword constrains, and can't be enforced." },
  "keyword-ignored": {
    severity: "warning",
    summary: "A keyword belongs to another draft, and says nothing here.",
  },
  "keyword-unknown": { severity: "warning", summary: "A keyword is not known, but looks like one that is." },
  "pattern-invalid": {
    severity: "error",
    summary: "A pattern is not a regular expression with the `u` flag.",
  },
  "format-unsupported": { severity: "error", summary: "Formats are asserted, and one of them can't be." },
  "pattern-unsafe": {
    severity: "error",
    summary: "A pattern may take so long to match that a peer could stop the program with one string.",
  },
  "pattern-unused": { severity: "warning", summary: "A pattern is allowed by name without need." },
  "schema-too-deep": {
    severity: "error",
    summary: "Schemas are nested deeper, or in more ways, than can be read.",
  },
  "ref-not-found": { severity: "error", summary: "A `$ref` points at nothing." },
  "ref-outside-root": { severity: "error", summary: "A `$ref` leaves the folder of the schemas." },
  "ref-network": { severity: "error", summary: "A `$ref` would have to be fetched." },
  "id-duplicate": { severity: "error", summary: "Two schemas have the same URI." },
  "anchor-duplicate": { severity: "error", summary: "Two schemas in one resource have the same anchor." },
  "ref-cycle": { severity: "error", summary: "Definitions refer to each other without any content." },
  "tag-not-found": { severity: "error", summary: "No property tells the frames of a union apart." },
  "tag-ambiguous": { severity: "error", summary: "More than one property could be the tag." },
  "tag-not-required": { severity: "error", summary: "A frame may leave out its tag." },
  "kind-duplicate": { severity: "error", summary: "Two frames of one union have the same kind." },
  "name-collision": { severity: "error", summary: "Two things would get one name in the generated code." },
  "name-impossible": { severity: "error", summary: "A name has nothing that an identifier can be made of." },
  "target-unsupported": {
    severity: "error",
    summary: "A language that was asked for can't say what a schema says.",
  },
  "target-weaker": {
    severity: "warning",
    summary: "A language that was asked for can't say all that a schema says, and says so in its comments.",
  },
  "example-invalid": { severity: "error", summary: "An example is rejected by its own schema." },
  "output-unwritable": { severity: "error", summary: "A file or folder of the output can't be written." },
  "output-foreign": {
    severity: "error",
    summary: "A file that was not generated stands where one would go.",
  },
  "line-skipped": { severity: "warning", summary: "A line of a recording is not a frame, and is left out." },
  "python-unusable": {
    severity: "error",
    summary: "There is no Python that has msgspec where one is asked for.",
  },
  "import-failed": {
    severity: "error",
    summary: "What is to be imported is not there, or is no union of tagged structs.",
  },
  "import-loose": {
    severity: "warning",
    summary: "Python checks something that the schema of its struct does not say.",
  },
  guess: { severity: "info", summary: "Something in an inferred schema may turn out otherwise." },
  "frames-per-channel": { severity: "info", summary: "The protocol has no table of all its frames." },
} as const;

/** How much a diagnostic matters. */
export type Severity = "error" | "warning" | "info";

/** The name of a kind of diagnostic. */
export type DiagnosticCode = keyof typeof catalogue;

/** One thing that is to be said about the input, and where. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, and what to do about it. */
  readonly message: string;
  /** The file, relative to the working folder; absent where none is to blame. */
  readonly file?: string;
  /** The JSON pointer (RFC 6901) into the file. */
  readonly pointer?: string;
  /** Line and column, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Where a diagnostic points. */
export type Place = Pick<Diagnostic, "file" | "pointer" | "line" | "column">;

/** Makes a diagnostic, its severity taken from the {@link catalogue}. */
export function diagnostic(code: DiagnosticCode, message: string, place: Place = {}): Diagnostic {
  return { code, severity: catalogue[code].severity, message, ...place };
}

/** Thrown where a run can't go on; carries everything there is to say. */
export class DiagnosticsError extends Error {
  override readonly name: string = "DiagnosticsError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** Collects diagnostics, so that one run tells of all that is wrong. */
export class Diagnostics {
  readonly all: Diagnostic[] = [];

  add(code: DiagnosticCode, message: string, place?: Place): void {
    const added = diagnostic(code, message, place);
    const isKnown = this.all.some(
      (one) =>
        one.code === code &&
        one.message === message &&
        one.file === added.file &&
        one.pointer === added.pointer,
    );
    if (!isKnown) this.all.push(added);
  }

  /** Whether any of them is an error. */
  get hasErrors(): boolean {
    return this.all.some(({ severity }) => severity === "error");
  }

  /** @throws {@link DiagnosticsError} where any of them is an error. */
  throwErrors(): void {
    if (this.hasErrors) throw new DiagnosticsError(this.all);
  }
}
