import type { Frame, Json, JsonObject, Protocol, Type } from "../../model/types.js";
import { Checker } from "../../plan/checker.js";
import { Drawer } from "../../plan/draw.js";
import { layOut } from "../../plan/layout.js";
import { NearMisses } from "../../plan/near.js";
import { Random } from "../../plan/random.js";

/** A text to be decoded, and in what way it is remarkable. */
export interface Case {
  readonly about: string;
  readonly text: string;
}

/** A frame, and where it comes from. */
interface Given {
  readonly about: string;
  readonly frame: JsonObject;
}

/** How deep a frame may be nested, itself the first level (README, What both ends can rely on). */
const maxDepth = 512;

/** Makes texts that are frames, or nearly. */
export class Texts {
  readonly #examples: ReadonlyMap<string, readonly Json[]>;
  readonly #checker: Checker;
  readonly #drawer: Drawer;
  readonly #near: NearMisses;

  /** @param seed - draws other frames. */
  constructor(protocol: Protocol, seed = 0) {
    this.#examples = new Map(
      protocol.definitions.map(({ name, annotations }) => [name, annotations.examples ?? []]),
    );
    this.#checker = new Checker(protocol);
    this.#drawer = new Drawer(protocol, seed);
    this.#near = new NearMisses(protocol);
  }

  /**
   * So many texts about one kind of frame at most, the same ones whatever other kinds there are: a quarter of them frames,
   * some in other layouts, the rest changed by one thing. None where no frame was found.
   */
  of({ name }: Frame, tag: string, most: number): Case[] {
    const random = new Random(name);
    const given = this.#frames(name, Math.ceil(most / 4));
    const frames = given.map(({ frame }) => frame);
    const [first] = frames;
    if (!first) return [];
    const layouts = layoutsOf(frames, random).slice(0, Math.round(most / 16));
    const broken = random.shuffled(brokenTexts(layOut(first))).slice(0, Math.round(most / 16));
    const near = this.#near.of(frames, { kind: "reference", name }, tag);
    const misses = near.map(({ change, value }) => ({ about: change, text: layOut(value) }));
    const plain = given.map(({ about, frame }) => ({ about, text: layOut(frame) }));
    return distinct([...plain, ...layouts, ...broken, ...misses]).slice(0, most);
  }

  /** Texts that say more about decoding than about a kind: some that are not JSON, some nested deep. */
  ofDecoding({ name }: Frame): Case[] {
    const [given] = this.#frames(name, 1);
    if (!given) return [];
    const nested = [maxDepth, maxDepth + 1].map((levels) => {
      const deep = `${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}`;
      const text = layOut(given.frame).replace(/\}$/, `,"unknown_field":${deep}}`);
      return { about: `nested ${levels} levels deep`, text };
    });
    return [...brokenTexts(layOut(given.frame)), ...nested];
  }

  #frames(name: string, most: number): Given[] {
    const type: Type = { kind: "reference", name };
    const examples = this.#examples.get(name)?.slice(0, Math.ceil(most / 2)) ?? [];
    const kept = examples.map((example) => ({
      about: "example",
      frame: this.#checker.restore(type, example) as JsonObject,
    }));
    const drawn = Array.from(
      { length: most - kept.length },
      () => this.#drawer.frame(name) ?? [],
    ).flat() as JsonObject[];
    return [...kept, ...drawn.map((frame) => ({ about: "drawn", frame }))];
  }
}

/** Frames in other layouts, each in one. */
function layoutsOf(frames: readonly JsonObject[], random: Random): Case[] {
  const at = (index: number) => frames[index % frames.length] as JsonObject;
  const shuffled = (frame: JsonObject) => Object.fromEntries(random.shuffled(Object.entries(frame)));
  return [
    { about: "fields in another order", text: layOut(shuffled(at(0))) },
    { about: "white space", text: layOut(at(1), { space: " \n" }) },
    { about: "everything escaped", text: layOut(at(2), { isEscaped: true }) },
    { about: "all of that", text: layOut(shuffled(at(3)), { space: "\t\r", isEscaped: true }) },
  ];
}

/** Texts that are not frames, or not JSON at all, whatever the schema says. */
function brokenTexts(text: string): Case[] {
  return [
    { about: "nothing", text: "" },
    { about: "white space only", text: " \n" },
    { about: "cut in the middle", text: text.slice(0, text.length / 2) },
    { about: "cut at the end", text: text.slice(0, -1) },
    { about: "comma at the end", text: text.replace(/\}$/, ",}") },
    { about: "two frames", text: `${text}${text}` },
    { about: "something behind it", text: `${text} x` },
    { about: "byte order mark", text: `\ufeff${text}` },
    { about: "comment", text: `/* frame */${text}` },
    { about: "name without quotes", text: text.replace(/^\{"([^"]*)"/, "{$1") },
    { about: "array", text: `[${text}]` },
    { about: "string", text: JSON.stringify(text) },
    { about: "null instead of a frame", text: "null" },
    { about: "empty object", text: "{}" },
  ];
}

function distinct(cases: readonly Case[]): Case[] {
  const first = new Map<string, Case>();
  for (const one of cases) if (!first.has(one.text)) first.set(one.text, one);
  return [...first.values()];
}
