/*
 * Prints how many nanoseconds it takes to decode a frame by a generated protocol of `many.ts`:
 *
 *   dispatch.js <address of the generated module>
 */
import { textOf } from "./many.js";
import { measure, median } from "./measure.js";

const { decodeFrame } = (await import(process.argv[2] ?? "")) as { decodeFrame(text: string): unknown };

// Ten kinds, the same ones in each protocol: what they take must not depend on how many others there are.
const inputs = Array.from({ length: 1000 }, (_, round) => textOf((round * 7) % 10, round));
const [times = []] = measure([{ task: decodeFrame, inputs }], { runs: 7, rounds: 5, length: 5 });
console.log(median(times));
