import { Compiled } from "../support/compiled.js";
import { temporaryFolder } from "../support/project.js";
import { balanced, type Judged } from "./near.js";
import { hyperjump } from "./oracle.js";
import { Random } from "./random.js";
import type { SchemaObject } from "./schemas.js";
import { filesOf, type GeneratedCase } from "./subject.js";
import { sampleOf } from "./vocabulary.js";

/** A schema with values, some of which fit, and what was generated for it. */
export interface CompiledSample {
  /** The folder that its module has in that of all. */
  readonly name: string;
  readonly schema: SchemaObject;
  readonly values: readonly Judged[];
  readonly module: GeneratedCase;
}

/** Schemas with their modules, and what the compiler says of those. */
export interface CompiledSamples {
  readonly folder: string;
  readonly samples: readonly CompiledSample[];
  readonly errors: string;
}

/**
 * Compiles what is generated for `count` schemas of any vocabulary that are not refused.
 *
 * @param seed - the seed of the first schema; the next number is that of the next.
 * @param limit - how many values there are for each, at most.
 */
export async function compiledSamples(seed: number, count: number, limit: number): Promise<CompiledSamples> {
  const compiled = new Compiled(temporaryFolder());
  const sources = temporaryFolder();
  const made: Omit<CompiledSample, "module">[] = [];
  for (let number = 0; made.length < count && number < 3 * count; number++) {
    const random = new Random(seed + number);
    const sample = sampleOf(random);
    const files = await filesOf(sources, sample.schema);
    if (files instanceof Error) continue;
    const name = `schema${seed + number}`;
    compiled.add(name, files);
    const values = balanced(sample, random, await hyperjump(sample.schema), limit);
    made.push({ name, schema: sample.schema, values });
  }
  const errors = compiled.compile();
  const samples: CompiledSample[] = [];
  for (const one of made) samples.push({ ...one, module: await compiled.import(one.name) });
  return { folder: compiled.folder, samples, errors };
}
