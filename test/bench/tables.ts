import type { Kind } from "./frames.js";
import type { Result } from "./race.js";
import { fixed, free, mean, ratiosOf, small } from "./ratios.js";
import type { Results } from "./results.js";
import type { Wanted } from "./size.js";

const marks = ["<!-- bench: written by `npm run bench:readme` -->", "<!-- /bench -->"] as const;

/** The README with these tables between its marks. */
export function withTables(readme: string, tables: string): string {
  const [start, end] = [readme.indexOf(marks[0]), readme.indexOf(marks[1])];
  if (start < 0 || end < start) throw new Error("The README has no marks for the tables of the bench");
  return `${readme.slice(0, start + marks[0].length)}\n\n${tables}\n${readme.slice(end)}`;
}

/** The tables: all contestants on the first runtime, framewright on all of them, and generators. */
export function tablesOf(results: Results): string {
  const { processor, cores, memory, system } = results.machine;
  const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
  return `${contestantTable(results)}

${runtimeTable(results)}

${peerTable(results)}${generatorTable(results)}

${results.isQuick ? "A quick run, in which others are measured with some of the kinds only. " : ""}${processor}, ${cores} cores, ${memory}, ${system}; ${versions.join(", ")}.
`;
}

type Column = readonly [title: string, task: Result["task"], kinds: readonly Kind[], beside: string];

const speedColumns: readonly Column[] = [
  ["decode small", "decode", small, "JSON.parse"],
  ["decode free-form", "decode", free, "JSON.parse"],
  ["decode nested", "decode", ["report"], "JSON.parse"],
  ["encode fixed", "encode", fixed, "JSON.stringify"],
  ["guard", "guard", [...fixed, ...free], "hand"],
  ["reject", "reject", [...fixed, ...free], "JSON.parse"],
];

const runtimeColumns: readonly Column[] = [
  ["decode small", "decode", small, "JSON.parse"],
  ["of bytes", "decodeBytes", small, "JSON.parse"],
  ["decode free-form", "decode", free, "JSON.parse"],
  ["decode nested", "decode", ["report"], "JSON.parse"],
  ["encode fixed", "encode", fixed, "JSON.stringify"],
  ["into bytes", "encodeInto", fixed, "JSON.stringify"],
  ["encode free-form", "encode", free, "JSON.stringify"],
  ["guard", "guard", [...fixed, ...free], "hand"],
];

function contestantTable(results: Results): string {
  const runtime = results.runtimes[0]?.name ?? "";
  const contestants = [...new Set(results.speed.map(({ contestant }) => contestant))];
  const rows = contestants.map((contestant) => {
    const size = (wanted: Wanted) => {
      const found = results.sizes.find(
        ({ contestant: name, what }) => name === contestant && what === wanted,
      );
      return found ? `${found.gzipped.toLocaleString("en")} B` : "";
    };
    const speed = speedColumns.map(([, task, kinds, beside]) =>
      times(mean(ratiosOf(results, { runtime, contestant, task, kinds }, beside))),
    );
    return [contestant, ...speed, size("one guard"), size("decodeFrame")];
  });
  return table(
    [runtime, ...speedColumns.map(([title]) => title), "one guard, gzipped", "all decoders, gzipped"],
    rows,
  );
}

/** The contestants that are shown on all runtimes, and what the table calls them. */
const shownOnAll = { framewright: "`decodeFrame`, …", "framewright-codecs": "`codecs.*`", floor: "floor" };

function runtimeTable(results: Results): string {
  const rows = results.runtimes.flatMap(({ name: runtime }) =>
    Object.entries(shownOnAll).map(([contestant, title]) => [
      `${runtime}, ${title}`,
      ...runtimeColumns.map(([, task, kinds, beside]) =>
        times(mean(ratiosOf(results, { runtime, contestant, task, kinds }, beside))),
      ),
    ]),
  );
  return table(["", ...runtimeColumns.map(([title]) => title)], rows);
}

const peerColumns = [
  ["decode text", "decode"],
  ["decode bytes", "decodeBytes"],
  ["encode bytes", "encodeInto"],
] as const;

/** Both ends, the times of msgspec being what the others are measured by. */
function peerTable({ peer, runtimes, versions }: Results): string {
  if (peer.length === 0) return "";
  const groups = [
    ["small", small],
    ["free-form", free],
    ["nested", ["report"] as readonly Kind[]],
  ] as const;
  const sides = [
    [`\`decodeFrame\`, \`encodeFrameInto\` on ${runtimes[0]?.name}`, "framewright"],
    ["`decode_frame`, `encode_frame` of the generated package", "package"],
  ] as const;
  const rows = sides.flatMap(([who, side]) =>
    groups.map(([group, kinds]) => [
      `${who}: ${group}`,
      ...peerColumns.map(([, task]) => {
        const some = peer.filter((one) => one.task === task && kinds.includes(one.kind));
        return times(mean(some.map((one) => one.msgspec / one[side])));
      }),
    ]),
  );
  const bare = groups.map(([group, kinds]) => [
    `nanoseconds of msgspec itself: ${group}`,
    ...peerColumns.map(([, task]) => {
      const some = peer.filter((one) => one.task === task && kinds.includes(one.kind));
      return mean(some.map(({ msgspec }) => msgspec)).toFixed(0);
    }),
  ]);
  const calls = (side: "call" | "function") => mean(peer.map((one) => one[side])).toFixed(0);
  return `${table([`beside msgspec ${versions.msgspec} on Python ${versions.python}`, ...peerColumns.map(([title]) => title)], [...rows, ...bare])}

Of each of these times of Python, ${calls("call")} ns are the call itself, which JavaScript does not pay; a function of Python that does nothing takes ${calls("function")} ns. \`encode_frame\` reads what it has written, so that nothing leaves that the other end would refuse; \`encodeFrameInto\` checks the frame first.

`;
}

function generatorTable({ generators }: Results): string {
  const counts = [...new Set(generators.map(({ kinds }) => kinds))].filter((kinds) => kinds > 0);
  const programs = [...new Set(generators.filter(({ kinds }) => kinds > 0).map(({ program }) => program))];
  const rows = programs.map((program) => [
    program,
    ...counts.map((count) => {
      const run = generators.find((one) => one.program === program && one.kinds === count);
      return run ? `${run.time.toFixed(1)} s${run.memory ? `, ${run.memory.toFixed(0)} MiB` : ""}` : "";
    }),
  ]);
  return table(["whole process", ...counts.map((count) => `${count.toLocaleString("en")} kinds`)], rows);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}

const times = (ratio: number): string => (Number.isNaN(ratio) ? "" : `${ratio.toPrecision(2)} ×`);
