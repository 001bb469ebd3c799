export { Random } from "../../generator/plan/random.js";

/** The seed of every random test: `FRAMEWRIGHT_SEED` in the environment, else always the same. */
export const seed: number = Number(process.env.FRAMEWRIGHT_SEED ?? 20_120_221);
