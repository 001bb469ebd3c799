import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFiles } from "../support/project.js";
import type { Group } from "./languages/lines.js";
import { compare, copyProgram, finish, needToolchain, type Toolchain, whyNot } from "./languages/run.js";

const go: Toolchain = {
  target: "go",
  options: (protocol) => ({ go: { package: protocol } }),
  missing: () => whyNot("go", "version"),
  layOut: (folder, groups) => {
    renameSync(join(folder, "generated"), join(folder, "frames"));
    copyProgram("go/main.go", join(folder, "main.go"));
    writeFiles(folder, { "go.mod": "module interop\n\ngo 1.19\n", "groups.go": groupsOf(groups) });
  },
  build: (folder) => {
    finish(folder, "go", ["vet", "./..."]);
    finish(folder, "go", ["build", "-o", "interop", "."]);
    return [join(folder, "interop")];
  },
};

/** The functions of each group, by its name. */
function groupsOf(groups: readonly Group[]): string {
  const imports = [...new Set(groups.map(({ protocol }) => `import "interop/frames/${protocol}"\n`))];
  const entries = groups.map(
    ({ protocol, name }) => `	"${protocol}.${name}": func(text []byte) ([]byte, error) {
		frame, err := ${protocol}.Decode${name}(text)
		if err != nil {
			return nil, err
		}
		return ${protocol}.Encode${name}(frame)
	},
`,
  );
  return `package main\n\n${imports.join("")}\nvar groups = map[string]func([]byte) ([]byte, error){\n${entries.join("")}}\n`;
}

test("Go reads and writes what the schema says, but for the differences that are explained", async (context) => {
  needToolchain(context, go);
  const { counts, unexplained, accepted, unused } = await compare(go);
  console.info(counts);
  expect(unexplained.slice(0, 20)).toEqual([]);
  expect(unused).toEqual([]);
  expect(accepted).toBeGreaterThan(1000);
}, 600_000);
