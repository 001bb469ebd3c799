/*
 * Hostile strings in the output of every language: outside of comments and strings there is the same code as for harmless
 * ones. That the compilers of Go, Rust and Java agree is what test/interop is for.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { languageNames } from "../../generator/targets/index.js";
import { temporaryFolder } from "../support/project.js";

const hostile = readFileSync(packagePath("test/interop/languages/hostile/hostile.schema.json"), "utf8");

/** The same schema with a harmless text for each hostile one: as hard to make a name of, and no two the same. */
function harmless(): unknown {
  const words = new Map<string, string>();
  const replaced = (text: string) => {
    if (!words.has(text)) words.set(text, `text no ${words.size}`);
    return words.get(text) as string;
  };
  const schema = JSON.parse(hostile, (name, value) => {
    if (typeof value === "string") return /^(?:\$ref|title|type)$/.test(name) ? value : replaced(value);
    return value;
  }) as {
    $defs: Record<string, { properties: Record<string, unknown>; required: string[]; examples: object[] }>;
  };
  for (const definition of Object.values(schema.$defs)) {
    const isOwn = (name: string) => ["kind", "value", "open"].includes(name);
    const named = (name: string) => (isOwn(name) ? name : replaced(name));
    definition.properties = Object.fromEntries(
      Object.entries(definition.properties).map(([name, value]) => [named(name), value]),
    );
    definition.required = Object.keys(definition.properties).filter((name) => name !== "open");
    definition.examples = [];
  }
  return schema;
}

async function outputOf(
  target: (typeof languageNames)[number],
  schema: unknown,
  name = "harmless",
): Promise<Map<string, string>> {
  const workingFolder = temporaryFolder({ [`${name}.json`]: schema });
  const { files } = await generate({ inputs: [`${name}.json`], workingFolder, targets: [target] });
  return new Map(files);
}

/** The name of a file, which is in the head of all that is generated. */
const hostileName = '*\\u000a injected(); "\n injected(); \u202e';

/** Comments and strings, for all of these languages at once; templates in strings don't matter, as there are none of ours. */
const tokens: Readonly<Record<string, RegExp>> = {
  go: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/g,
  // A quote alone begins a lifetime.
  rust: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\[\s\S])*"/g,
};
const usual = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Java reads its escapes before all else, so that they may end a comment or a string. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(\\|u+([\dA-Fa-f]{4}))/g, (found, _, digits?: string) =>
    digits === undefined ? found : String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** Where a language says what something is called in JSON only where that is not what it would take it for. */
const names: Readonly<Record<string, string>> = { rust: '#[n(n="")]', kotlin: '"",' };

/** The code of a text: what is neither comment nor string, its names apart. */
function codeOf(target: string, text: string): string {
  const source = target === "java" ? withoutEscapes(text) : text;
  const code = source.replace(tokens[target] ?? usual, (token) => (/^\/[/*]/.test(token) ? " " : '""'));
  const plain = code.replace(/[\p{L}_][\p{L}\p{N}\p{M}_]*/gu, "n").replace(/\s+/g, "");
  return plain.replaceAll(names[target] ?? "no such text", "");
}

test("code that gets out of a comment or string is seen", () => {
  const text = "class A {} // x";
  expect(codeOf("go", text)).toBe(codeOf("go", "class A {} // y"));
  expect(codeOf("go", `${text}\ninjected()`)).not.toBe(codeOf("go", text));
  expect(codeOf("java", `${text}\\u000ainjected()`)).not.toBe(codeOf("java", text));
  expect(codeOf("java", 's = "\\u0022 + injected() + \\u0022"')).not.toBe(codeOf("java", 's = "x"'));
  expect(codeOf("rust", 's = "x\\" + injected()"')).toBe(codeOf("rust", 's = "x"'));
});

test.each(languageNames)("%s: hostile strings make the same code as harmless ones", async (target) => {
  const found = await outputOf(target, JSON.parse(hostile), hostileName);
  const expected = await outputOf(target, harmless());
  const code = (files: ReadonlyMap<string, string>) =>
    [...files.values()].map((text) => codeOf(target, text)).join("\n");
  expect(code(found)).toBe(code(expected));
});

test.each(languageNames)("%s: there is nothing in the output that can't be seen", async (target) => {
  for (const [path, text] of await outputOf(target, JSON.parse(hostile), hostileName)) {
    expect(path).toMatch(/^[a-z]+\/[A-Za-z0-9_]+\.[a-z]+$/);
    expect(text.match(/[^\P{C}\n\t]/gu)?.map((character) => character.codePointAt(0)) ?? []).toEqual([]);
    expect(text).not.toMatch(/[\u2028\u2029]/);
  }
});
