import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, DiagnosticsError } from "../../generator/diagnostics.js";
import { generate } from "../../generator/pipeline.js";
import { isSound } from "../../generator/runtime/sound.js";
import { Compiled } from "../support/compiled.js";
import { writeFiles } from "../support/project.js";
import type { Draft, Group, Instance } from "./official.js";

/** What came of a group. */
export interface Outcome {
  readonly group: Group;
  /** Why nothing was generated, where nothing was. */
  readonly refusal?: Refusal;
  /** The tests on which what was generated has another verdict than the suite, and what it says. */
  readonly wrong: readonly Wrong[];
}

/** Why a schema was refused: the first error. */
export interface Refusal {
  readonly code: Diagnostic["code"];
  /** Where it is, in the schema of the group or in a document that it refers to. */
  readonly pointer: string;
  readonly message: string;
}

/** A verdict that is not that of the suite. */
export interface Wrong {
  readonly test: Instance;
  readonly said: string;
}

/** What the runner uses of a generated module. */
interface Generated {
  isCase(value: unknown): boolean;
  tryDecodeFrame(text: string): { readonly status: string; readonly error?: Error };
}

/** How the groups are read. */
export interface RunOptions {
  /** Whether `format` is a check. */
  readonly assertFormats?: boolean;
}

const dialects = { "draft2020-12": "2020-12", draft7: "draft-07" } as const satisfies Record<Draft, string>;

/** A protocol of one kind, whose frames carry an instance. */
const protocol = {
  title: "Case",
  type: "object",
  required: ["kind", "value"],
  properties: { kind: { const: "case" }, value: { $ref: "group.json" } },
};

/**
 * Generates a protocol from the schema of each group, compiles them all under the strict flags, and has each decode
 * the instances of its group.
 *
 * @param folder - an empty folder for what is read and what is generated.
 * @param suite - the folder of the suite, for the documents that schemas refer to as `http://localhost:1234/`.
 * @returns what came of each group, and what the compiler says of all that was generated, if anything.
 */
export async function run(
  groups: readonly Group[],
  folder: string,
  suite: string,
  options: RunOptions = {},
): Promise<{ outcomes: Outcome[]; errors: string }> {
  cpSync(join(suite, "remotes"), join(folder, "remotes"), { recursive: true });
  const compiled = new Compiled(folder);
  const refusals: (Refusal | undefined)[] = [];
  for (const [index, group] of groups.entries()) {
    refusals.push(await generateIn(compiled, `group${index}`, group, options));
  }
  const errors = compiled.compile();
  const outcomes: Outcome[] = [];
  for (const [index, group] of groups.entries()) {
    const refusal = refusals[index];
    if (refusal) outcomes.push({ group, refusal, wrong: [] });
    else outcomes.push({ group, wrong: wrongVerdicts(await compiled.import(`group${index}`), group) });
  }
  return { outcomes, errors };
}

async function generateIn(
  compiled: Compiled,
  name: string,
  { draft, schema }: Group,
  { assertFormats = false }: RunOptions,
): Promise<Refusal | undefined> {
  const { folder } = compiled;
  writeFiles(folder, { [`${name}/case.schema.json`]: protocol, [`${name}/group.json`]: schema });
  const options = {
    inputs: [`${name}/case.schema.json`],
    workingFolder: folder,
    schemaRoot: ".",
    dialect: dialects[draft],
    remotes: { "http://localhost:1234/": "remotes" },
    assertFormats,
    // Quadratic, which the suite does not mind: named, as a user would name it.
    allowPatterns: ["f.*o"],
  };
  try {
    const { files } = await generate(options);
    compiled.add(name, files);
    return undefined;
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    const first = error.diagnostics.find(({ severity }) => severity === "error") as Diagnostic;
    return { code: first.code, pointer: first.pointer ?? "", message: first.message };
  }
}

function wrongVerdicts(module: Generated, group: Group): Wrong[] {
  return group.tests.flatMap((test) => {
    const said = verdict(module, `{"kind":"case","value":${test.text}}`);
    return said === (test.isValid ? "valid" : "invalid") ? [] : [{ test, said }];
  });
}

/** `valid`, `invalid`, or that the functions of one module do not agree, or fail. */
function verdict(module: Generated, text: string): string {
  try {
    const { status, error } = module.tryDecodeFrame(text);
    const value = JSON.parse(text);
    const isValid = module.isCase(value);
    // Of a number that `JSON.parse` can't hold, the decoder knows more than any guard.
    if (isSound(text, value) && isValid !== (status === "frame")) {
      return `${status} when decoded (${error?.message}), ${isValid ? "valid" : "invalid"} to the guard`;
    }
    if (status === "frame") return "valid";
    return status === "invalid" ? "invalid" : `of status ${status}`;
  } catch (error) {
    return `thrown: ${error}`;
  }
}
