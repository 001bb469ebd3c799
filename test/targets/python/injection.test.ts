import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { own as hostileTexts } from "../../injection/corpus.js";
import { needPython, runPython } from "../../interop/python.js";
import { temporaryFolder } from "../../support/project.js";

/*
 * Hostile strings in every place of a schema: what is generated has the same syntax tree as with harmless ones, names and
 * strings apart, and says nothing that can't be seen.
 */

/** What would get out of a docstring, a string, an f-string or a comment of Python. */
const python = [
  '"""',
  '"""\ninjected()\n"""',
  '\\"""\ninjected()\n"""',
  '"',
  '""',
  "\\",
  "text\\",
  'text"',
  'text\\"',
  "'''\ninjected()\n'''",
  "\\N{BULLET}",
  "\\x41\\u0041\\U00000041",
  "\\\ninjected()",
  "{injected()}",
  '{__import__("os").system("x")}',
  "{path!r}",
  "{{}}",
  "# coding: utf-7",
  "\n# noqa\ninjected()",
  "%s",
  '"); injected(); ("',
  "'); injected(); ('",
  "\f\finjected()",
  "\u0085injected()",
];

const all = [...new Set([...python, ...hostileTexts])].filter((text) => text.length < 1000);

/** What the name of a field can't have, for which msgspec is to blame. */
const unsaid = /["\\\p{Cc}]/u;

/** A protocol with a text in every place that may have any. */
function protocolOf(text: string): Record<string, unknown> {
  // Lone surrogates are refused but in what is for readers only.
  const plain = text.replace(/\p{Surrogate}/gu, "");
  const pattern = [...text].map((character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join("");
  // A long one would be given a name.
  const short = [...text].length < 12 ? pattern : "x";
  // Another tag is refused.
  const tag = `tag ${plain.replace(/\P{ASCII}/gu, "")}`;
  const field = unsaid.test(text) ? "field" : `f ${plain}`;
  return {
    "protocol.json": {
      name: `p ${plain}`,
      description: plain,
      tag,
      channels: {
        [`c ${plain}`]: {
          path: `/a${plain.replace(/[{}]/g, "")}/{id}`,
          description: plain,
          serverToClient: { $ref: "s.json" },
        },
      },
    },
    "s.json": {
      title: "Event",
      description: text,
      oneOf: ["One", "Two"].map((name) => ({ $ref: `#/$defs/${name}` })),
      $defs: Object.fromEntries(
        ["One", "Two"].map((name) => [
          name,
          {
            title: text,
            description: `${name} ${text}`,
            type: "object",
            properties: {
              [tag]: { const: `${name} ${plain}` },
              [field]: { description: text, type: "string", default: plain },
              choice: { enum: [`${plain} `, "other"] },
              known: { anyOf: [{ enum: [plain] }, { type: "string" }] },
              constant: { const: [{ [`k ${plain}`]: plain }] },
              pattern: { type: "string", pattern: short },
              matching: { type: "object", patternProperties: { [`^x${short}`]: {} } },
            },
            required: [tag],
          },
        ]),
      ),
    },
  };
}

async function packageOf(text: string): Promise<Record<string, string>> {
  const workingFolder = temporaryFolder(protocolOf(text));
  const targetOptions = { python: { package: "p" } };
  const { files } = await generate({
    inputs: ["protocol.json"],
    workingFolder,
    targets: ["python"],
    targetOptions,
  });
  return Object.fromEntries(files);
}

/** Prints, for each line of packages, the syntax tree of each module without its names, strings and docstrings. */
const program = `
import ast, json, sys

class Plain(ast.NodeTransformer):
    def generic_visit(self, node):
        super().generic_visit(node)
        for field, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, field, "n")
            if isinstance(value, list):
                is_doc = lambda one: isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
                setattr(node, field, [one for one in value if not is_doc(one)])
        return node

for line in sys.stdin:
    package = json.loads(line)
    trees = {path: ast.dump(Plain().visit(ast.parse(text))) for path, text in package.items()}
    print(json.dumps(trees))
`;

test("a hostile text makes the same code as a harmless one", async (context) => {
  needPython(context, "ast");
  const packages: Record<string, string>[] = [];
  const twins = [await packageOf("harmless"), await packageOf("harmless\\")] as const;
  for (const text of all) {
    packages.push(await packageOf(text), twins[unsaid.test(text) ? 1 : 0]);
  }
  const lines = runPython(["-c", program], packages.map((one) => `${JSON.stringify(one)}\n`).join("")).trim();
  const trees = lines.split("\n").map((line) => JSON.parse(line) as Record<string, string>);
  for (const [index, text] of all.entries()) {
    expect([text, trees[2 * index]]).toEqual([text, trees[2 * index + 1]]);
    for (const module of Object.values(packages[2 * index] ?? {})) {
      expect([text, module.match(/[^\P{C}\n]|[\u2028\u2029]/gu)]).toEqual([text, null]);
    }
  }
  expect(all.length).toBeGreaterThan(200);
}, 300_000);
