import { mean, ratiosOf, small } from "./ratios.js";
import type { Results } from "./results.js";

const [left, width, height] = [190, 420, 22] as const;

/** How many times as fast as `JSON.parse` everyone decodes the small kinds on the first runtime, as bars: an SVG. */
export function plotOf(results: Results): string {
  const runtime = results.runtimes[0]?.name ?? "";
  const bars = [...new Set(results.speed.map(({ contestant }) => contestant))]
    .map((contestant) => ({
      contestant,
      ratio: mean(ratiosOf(results, { runtime, contestant, task: "decode", kinds: small }, "JSON.parse")),
    }))
    .filter(({ ratio }) => !Number.isNaN(ratio))
    .sort((a, b) => b.ratio - a.ratio);
  const scale = width / Math.max(1, ...bars.map(({ ratio }) => ratio));
  const bottom = 44 + bars.length * height;
  const one = left + scale;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 60} ${bottom + 24}" font-family="sans-serif" font-size="13" fill="#808080">
  <title>Speed of decoding small frames, checked, on ${runtime}; JSON.parse, which checks nothing, is 1</title>
  <text x="8" y="20" font-weight="bold">Decoding small frames on ${runtime}; bare JSON.parse is 1</text>
${bars.map(({ contestant, ratio }, index) => bar(contestant, ratio, scale, 36 + index * height)).join("\n")}
  <path d="M${one.toFixed(1)} 30V${bottom}" stroke="#808080" stroke-dasharray="3 3"/>
  <text x="${one.toFixed(1)}" y="${bottom + 16}" text-anchor="middle">JSON.parse</text>
</svg>
`;
}

function bar(contestant: string, ratio: number, scale: number, top: number): string {
  const length = ratio * scale;
  const color = contestant.startsWith("framewright") ? "#2f81f7" : "#a0a0a0";
  return `  <text x="${left - 8}" y="${top + 14}" text-anchor="end">${contestant}</text>
  <rect x="${left}" y="${top}" width="${length.toFixed(1)}" height="${height - 5}" fill="${color}"/>
  <text x="${(left + length + 6).toFixed(1)}" y="${top + 14}">${ratio.toFixed(2)}</text>`;
}
