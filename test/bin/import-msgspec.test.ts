import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codecs, encodeFrame, type Frame } from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import { needPython, python } from "../interop/python.js";
import { compilerErrors, temporaryFolder, writeFiles } from "../support/project.js";
import { needReference, referenceModule } from "../support/reference.js";
import { type Finished, filesIn, framewright, framewrightWith, textsIn } from "./commandLine.js";

const backend = `"""Events of a kitchen."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec


class Dish(msgspec.Struct):
    """Something to eat."""

    name: str
    price: Annotated[int, msgspec.Meta(ge=0, description="In cents.")]


class Ordered(msgspec.Struct, kw_only=True, tag_field="type", tag="ordered"):
    """A guest has ordered.

    It is on its way.
    """

    zone: Literal["inside", "garden"]
    dishes: list[Dish]
    note: str | None = None
    extra: dict[str, Any]


class Served(msgspec.Struct, kw_only=True, tag_field="type", tag="served", rename="camel", forbid_unknown_fields=True):
    served_at: str
    order_number: Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
    dish: Dish
    tip: int | msgspec.UnsetType = msgspec.UNSET


class Stocked(msgspec.Struct, tag_field="type", tag=7):
    dish: Dish
    left: int


class Plain(msgspec.Struct):
    x: int


class Other(msgspec.Struct, tag_field="kind", tag="other"):
    x: int


KitchenEvent = Ordered | Served
Mixed = Ordered | int
print("Modules may print while they are imported.")
`;

const kitchen = { "kitchen.py": backend };

function schemaIn(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, "schema", name), "utf8"));
}

test("structs become schema files with their names, docstrings, tags, and fields in order", (context) => {
  needPython(context, "msgspec");
  const folder = temporaryFolder(kitchen);
  const { exitCode, stdout, stderr } = framewright(
    folder,
    "import-msgspec",
    "kitchen:KitchenEvent",
    "--python",
    python,
  );
  expect(stderr).toBe(
    "Modules may print while they are imported.\n" +
      "info[guess] kitchen: its path `/kitchen`, and that the server sends on it, are not in the module; see to them in schema/protocol.json.\n",
  );
  expect(stdout.split("\n")).toEqual([
    "tag `type`",
    "KitchenEvent is what kitchen carries: 2 frames",
    "added schema/kitchen.schema.json",
    "added schema/protocol.json",
    "Imported 2 frames of 1 union.",
    "",
  ]);
  expect(exitCode).toBe(0);
  expect(schemaIn(folder, "protocol.json")).toEqual({
    $schema: "../node_modules/framewright/generator/load/manifest.schema.json",
    name: "kitchen",
    description: "Events of a kitchen.",
    tag: "type",
    channels: { kitchen: { path: "/kitchen", serverToClient: { $ref: "kitchen.schema.json" } } },
  });
  const expected = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "KitchenEvent",
    oneOf: [{ $ref: "#/$defs/Ordered" }, { $ref: "#/$defs/Served" }],
    $defs: {
      Ordered: {
        description: "A guest has ordered.\n\nIt is on its way.",
        type: "object",
        properties: {
          type: { const: "ordered" },
          zone: { enum: ["garden", "inside"] },
          dishes: { type: "array", items: { $ref: "#/$defs/Dish" } },
          note: { anyOf: [{ type: "string" }, { type: "null" }], default: null },
          extra: { type: "object", additionalProperties: true },
        },
        required: ["type", "zone", "dishes", "extra"],
      },
      Dish: {
        description: "Something to eat.",
        type: "object",
        properties: {
          name: { type: "string" },
          price: { description: "In cents.", type: "integer", minimum: 0 },
        },
        required: ["name", "price"],
      },
      Served: {
        type: "object",
        properties: {
          type: { const: "served" },
          servedAt: { type: "string" },
          orderNumber: { type: "integer", format: "int64" },
          dish: { $ref: "#/$defs/Dish" },
          tip: { type: "integer" },
        },
        required: ["type", "servedAt", "orderNumber", "dish"],
        additionalProperties: false,
      },
    },
  };
  // Texts, as the order counts.
  expect(JSON.stringify(schemaIn(folder, "kitchen.schema.json"))).toBe(JSON.stringify(expected));
});

/** Imports from the kitchen, with the Python of the tests. */
function imported(folder: string, ...words: readonly string[]): Finished {
  return framewright(folder, "import-msgspec", "--python", python, ...words);
}

test("what several unions are made of is in one file, and each union is a channel that is generated", (context) => {
  needPython(context, "msgspec");
  const folder = temporaryFolder(kitchen);
  const { exitCode, stdout } = imported(folder, "kitchen:KitchenEvent", "kitchen:Stocked");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Stocked is what stocked carries: 1 frame\n");
  expect(filesIn(join(folder, "schema"))).toEqual([
    "kitchen.schema.json",
    "protocol.json",
    "shared.schema.json",
    "stocked.schema.json",
  ]);
  expect(schemaIn(folder, "stocked.schema.json")).toMatchObject({
    $ref: "#/$defs/Stocked",
    $defs: {
      Stocked: { properties: { type: { const: 7 }, dish: { $ref: "shared.schema.json#/$defs/Dish" } } },
    },
  });
  expect(Object.keys((schemaIn(folder, "shared.schema.json") as { $defs: object }).$defs)).toEqual(["Dish"]);
  expect(framewright(folder, "generate").exitCode).toBe(0);
  const types = readFileSync(join(folder, "generated/ts/types.ts"), "utf8");
  const declared = [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  expect(declared.sort()).toEqual([
    "Dish",
    "Frame",
    "FrameByKind",
    "FrameKind",
    "KitchenEvent",
    "Ordered",
    "Served",
    "Stocked",
  ]);
});

test("what msgspec checks and the schema does not say is told", (context) => {
  needPython(context, "msgspec");
  const backend = `
import datetime, typing, uuid
import msgspec

class Point(msgspec.Struct):
    names: dict[uuid.UUID, typing.Annotated[str, msgspec.Meta(pattern="^a$")]]
    event: "Event | None" = None

    def __post_init__(self): pass

class Event(msgspec.Struct, tag_field="k", tag="e"):
    at: datetime.datetime
    points: list[Point]
    data: bytes
    counts: dict[int, str]
    plain: dict[str, int]
`;
  const folder = temporaryFolder({ "loose.py": backend });
  const { exitCode, stderr } = imported(folder, "loose:Event");
  expect(exitCode).toBe(0);
  const told = /^warning\[import-loose\] The schema does not say this of (.*)\.$/gm;
  expect([...stderr.matchAll(told)].map(([, what]) => what)).toEqual([
    "`Event.at`: the form of datetime",
    "`Event.data`: the form of bytes",
    "`Event.counts`: the form of names of int",
    "`Point`: what `__post_init__` refuses",
    "`Point.names`: the form of names of uuid",
    "`Point.names`: what Python reads otherwise in its pattern",
  ]);
});

test("a package that was generated gives its schema back, with all that is said in it", (context) => {
  needPython(context, "msgspec");
  const generated = packagePath("generated/python");
  const folder = temporaryFolder();
  const unions = ["exlab_events:SessionEvent", "exlab_events:ProblemsEvent"];
  const words = ["import-msgspec", "--python", python, ...unions];
  expect(framewrightWith({ env: { PYTHONPATH: generated } }, folder, ...words).exitCode).toBe(0);
  for (const file of ["session.schema.json", "problems.schema.json"]) {
    const own = JSON.parse(readFileSync(packagePath(`schema/${file}`), "utf8")) as Definitions;
    const found = schemaIn(folder, file) as Definitions;
    expect(namesIn(found)).toEqual(namesIn(own));
    expect(wordsOf(found)).toEqual(wordsOf(own));
  }
});

interface Definition {
  readonly description?: string;
  /** None of what is no object. */
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

interface Definitions {
  readonly description?: string;
  readonly $defs: Readonly<Record<string, Definition>>;
}

/** The frames of a schema, each with its fields in order. */
function namesIn({ $defs }: Definitions): [string, string[]][] {
  return Object.entries($defs).flatMap(([name, { properties }]) =>
    properties ? [[name, Object.keys(properties)]] : [],
  );
}

/** What is said of a union, of its frames, and of their fields, however it is broken into lines. */
function wordsOf({ description: union = "", $defs }: Definitions): string[] {
  const frames = Object.values($defs).filter(({ properties }) => properties);
  const texts = frames.flatMap(({ description = "", properties = {} }) => [
    description,
    ...Object.values(properties).map((field) => field.description ?? ""),
  ]);
  return [union, ...texts].filter((text) => text !== "").map((text) => text.split(/\s+/).join(" "));
}

test("what can't be imported is said, with exit code 2 and nothing written", (context) => {
  needPython(context, "msgspec");
  const folder = temporaryFolder({
    ...kitchen,
    "broken.py": "import nothing_of_that_name\n",
    "quitting.py": "raise SystemExit(1)\n",
  });
  const before = filesIn(folder);
  const said = (...words: readonly string[]) => {
    const { exitCode, stdout, stderr } = imported(folder, ...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(filesIn(folder).filter((file) => !file.startsWith("__pycache__/"))).toEqual(before);
    return stderr.replace("Modules may print while they are imported.\n", "");
  };
  const failed = (reason: string) => `error[import-failed] ${reason}.\n`;
  expect(said("kitchen")).toEqual(failed("`kitchen` must be `module:Union`"));
  expect(said("kitchen:Nobody")).toEqual(failed("`kitchen` has no `Nobody`"));
  expect(said("kitchen:Plain")).toEqual(failed("`Plain` in `kitchen:Plain` has no tag"));
  expect(said("kitchen:Mixed")).toEqual(failed("`kitchen:Mixed` is neither a Struct nor a union of Structs"));
  expect(said("kitchen:KitchenEvent", "kitchen:Other")).toEqual(
    failed("a protocol has one tag, and these have `type`, `kind`: import them one by one"),
  );
  expect(said("bedroom:Event")).toEqual(
    failed("`bedroom` can't be imported: ModuleNotFoundError: No module named 'bedroom'"),
  );
  expect(said("quitting:Event")).toEqual(failed("`quitting` can't be imported: SystemExit: 1"));
  expect(said("broken:Event")).toEqual(
    failed("`broken` can't be imported: ModuleNotFoundError: No module named 'nothing_of_that_name'"),
  );
});

test("a Python that is not there, or that has no msgspec, is said", (context) => {
  const folder = temporaryFolder(kitchen);
  const absent = framewright(folder, "import-msgspec", "kitchen:KitchenEvent", "--python", "no-such-python");
  expect(absent).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "error[python-unusable] The program `no-such-python` is not there. Name another with --python.\n",
  });
  needPython(context, "msgspec");
  writeFiles(folder, { "none/msgspec.py": "raise ImportError('it is not for this machine')\n" });
  const without = framewrightWith(
    { env: { PYTHON: python, PYTHONPATH: join(folder, "none") } },
    folder,
    "import-msgspec",
    "kitchen:KitchenEvent",
  );
  expect(without.exitCode).toBe(2);
  expect(without.stderr).toMatch(
    /^error\[python-unusable\] .* has no msgspec: it is not for this machine\. Name another with --python\.$/m,
  );
  expect(filesIn(folder).filter((file) => file.startsWith("schema"))).toEqual([]);
});

test("a schema that somebody has worked on is overwritten with --force only", (context) => {
  needPython(context, "msgspec");
  const folder = temporaryFolder({ ...kitchen, "schema/kitchen.schema.json": "{}\n" });
  const before = textsIn(join(folder, "schema"));
  const refused = imported(folder, "kitchen:KitchenEvent");
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/output-foreign.*schema\/kitchen\.schema\.json was not generated/);
  expect(textsIn(join(folder, "schema"))).toEqual(before);
  expect(imported(folder, "kitchen:KitchenEvent", "--force").stdout).toMatch(/changed schema\/kitchen/);
});

test("the reference module gives the types and the bytes of the default protocol", async (context) => {
  needReference(context);
  needPython(context, "msgspec");
  const folder = temporaryFolder({ "frames.py": referenceModule() });
  const unions = ["frames:SessionEvent", "frames:ProblemsEvent"];
  expect(imported(folder, ...unions).exitCode).toBe(0);
  expect(framewright(folder, "generate", "--out", "imported").exitCode).toBe(0);
  const own = textsIn(packagePath("generated/ts"));
  writeFiles(folder, Object.fromEntries(Object.entries(own).map(([path, text]) => [`own/${path}`, text])));
  const names = [...(own["types.ts"] ?? "").matchAll(/^export interface (\w+Event)/gm)].map(
    ([, name]) => name,
  );
  expect(names).toHaveLength(8);
  const same = [...names, "SessionEvent", "ProblemsEvent", "FrameKind"].flatMap((name) => [
    `export const own${name} = (value: imported.${name}): own.${name} => value;`,
    `export const imported${name} = (value: own.${name}): imported.${name} => value;`,
  ]);
  writeFiles(folder, {
    "same.ts": [
      'import type * as imported from "./imported/ts/index.js";',
      'import type * as own from "./own/index.js";',
      ...same,
    ].join("\n"),
  });
  expect(compilerErrors(folder)).toBe("");
  const theirs = (await import(join(folder, "imported/ts/index.ts"))) as {
    encodeFrame(frame: Frame): string;
  };
  const examples = Object.values(codecs).flatMap((codec): readonly Frame[] => codec.examples);
  expect(examples.length).toBeGreaterThan(16);
  expect(examples.map((frame) => theirs.encodeFrame(frame))).toEqual(examples.map(encodeFrame));
});

test("generic structs, limits to the last digit, and what a schema can't say of defaults, enums and names", (context) => {
  needPython(context, "msgspec");
  const module = `
import enum
from typing import Annotated, Generic, TypeVar

import msgspec

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T]):
    items: list[T]
    """What is on it."""


class Level(enum.IntEnum):
    LOW = 0
    HIGH = 10


class Read(msgspec.Struct, tag_field="kind", tag="read", omit_defaults=True):
    page: Page[int]
    until: float = float("inf")
    level: Level = Level.LOW
    size: Annotated[int, msgspec.Meta(ge=0, lt=2**62)] = 2**61
    names: dict[Annotated[str, msgspec.Meta(pattern="^[a-z]+$")], int] = {}
`;
  const folder = temporaryFolder({ "library.py": module });
  // Named twice, it is still one.
  const unions = ["library:Read", "library:Read"];
  const { exitCode, stderr } = framewright(folder, "import-msgspec", ...unions, "--python", python);
  expect(exitCode).toBe(0);
  expect(stderr.match(/(?<=this of ).*/g)).toEqual([
    "`Read`: that fields with their default are not written.",
    "`Read.until`: its default, for which JSON has no text.",
    "`Read.level`: the names of `Level`.",
    "`Read.names`: what Python reads otherwise in its pattern.",
  ]);
  const text = readFileSync(join(folder, "schema", "read.schema.json"), "utf8");
  expect(text).toContain('"maximum": 4611686018427387903');
  expect(text).toContain('"default": 2305843009213693952');
  expect(text).toContain('"until": { "type": "number" }');
  expect(text).toContain('"page": { "$ref": "#/$defs/Page_int_" }');
});

test("a program that is not Python is told from one", () => {
  const folder = temporaryFolder(kitchen);
  const { exitCode, stderr } = framewright(
    folder,
    "import-msgspec",
    "kitchen:KitchenEvent",
    "--python",
    "true",
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain("is not Python");
  expect(filesIn(folder)).toEqual(["kitchen.py"]);
});
