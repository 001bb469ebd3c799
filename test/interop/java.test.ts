import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFiles } from "../support/project.js";
import type { Group } from "./languages/lines.js";
import {
  cachedFolder,
  compare,
  copyProgram,
  finish,
  needToolchain,
  type Toolchain,
  whyNot,
} from "./languages/run.js";

const version = "2.17.2";

const java: Toolchain = {
  target: "java",
  options: (protocol) => ({ java: { package: `interop.${protocol}` } }),
  missing: () => whyNot("javac", "-version") ?? (jars().length > 0 ? undefined : whyNotFetched()),
  layOut: (folder, groups) => {
    copyProgram("java/Main.java", join(folder, "Main.java"));
    writeFiles(folder, { "Groups.java": groupsOf(groups) });
  },
  build: (folder) => {
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".java"),
    );
    const path = jars().join(":");
    writeFiles(folder, { sources: sources.join("\n") });
    finish(folder, "javac", ["-encoding", "UTF-8", "-nowarn", "-cp", path, "-d", "classes", "@sources"]);
    return ["java", "-XX:TieredStopAtLevel=1", "-cp", `classes:${path}`, "interop.Main"];
  },
};

/** The jars of Jackson, where they have been fetched. */
function jars(): string[] {
  const folder = cachedFolder(`jackson-${version}`);
  return readdirSync(folder).flatMap((file) => (file.endsWith(".jar") ? [join(folder, file)] : []));
}

function whyNotFetched(): string | undefined {
  const folder = cachedFolder("maven");
  const dependency = `<groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>${version}</version>`;
  writeFiles(folder, {
    "pom.xml": `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>interop</groupId><artifactId>interop</artifactId><version>0</version>
  <dependencies><dependency>${dependency}</dependency></dependencies>
</project>
`,
  });
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies";
  const words = [
    "-q",
    "-B",
    "-f",
    join(folder, "pom.xml"),
    goal,
    `-DoutputDirectory=${cachedFolder(`jackson-${version}`)}`,
  ];
  return whyNot("mvn", ...words);
}

/** A method that reads a frame of a group, and writes it again. */
function groupsOf(groups: readonly Group[]): string {
  const cases = groups.map(({ protocol, name }) => {
    const type = `interop.${protocol}.${name}`;
    return `            case "${protocol}.${name}": return ${type}.encode(${type}.decode(text));\n`;
  });
  return `package interop;

class Groups {
    static String answer(String group, String text) throws Exception {
        switch (group) {
${cases.join("")}            default: throw new IllegalArgumentException(group);
        }
    }
}
`;
}

test("Java reads and writes what the schema says, but for the differences that are explained", async (context) => {
  needToolchain(context, java);
  const { counts, unexplained, accepted, unused } = await compare(java);
  console.info(counts);
  expect(unexplained.slice(0, 20)).toEqual([]);
  expect(unused).toEqual([]);
  expect(accepted).toBeGreaterThan(1000);
}, 600_000);
