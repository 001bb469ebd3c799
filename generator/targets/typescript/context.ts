import { inOrderOfUse, referencesIn } from "../../model/references.js";
import type { Definition, Frame, FrameSet, Protocol, Type } from "../../model/types.js";
import type { Resolve } from "../../model/values.js";
import { Copies } from "../../plan/copies.js";
import { FixedLayouts } from "../../plan/fixed.js";
import { LooseTypes } from "../../plan/loose.js";
import { restorable, withBigInts } from "../../plan/restore.js";
import { type RuledType, ruledTypesIn } from "../../plan/ruled.js";
import { type Code, code, identifier } from "./code.js";
import { allFrames, type Names, nameAll } from "./names.js";

/** A frame with the property that says which kind it is. */
export interface TaggedFrame extends Frame {
  readonly tag: string;
}

/** A frame, or a union of them, as the functions for one decoder are made for it. */
export interface TaggedSet {
  /** The name of the definition. */
  readonly name: string;
  readonly tag: string;
  readonly frames: readonly Frame[];
}

/** What the modules of this target share. */
export class Context {
  readonly protocol: Protocol;
  /** All frames, where the protocol has one table of them. */
  readonly frames: FrameSet | undefined;
  /** All definitions, and `Frame`, where there is one table of all frames and the schema has no such union. */
  readonly definitions: readonly Definition[];
  /** The name of the definition of all frames. */
  readonly whole: string;
  /** The names of the definitions that hold numbers which `JSON.parse` does not give as the type has them. */
  readonly restorable: ReadonlySet<string>;
  /** The names of the definitions that hold 64-bit integers, which `JSON.parse` gives as numbers. */
  readonly withBigInts: ReadonlySet<string>;
  /** Which types have a fixed layout. */
  readonly fixed: FixedLayouts = new FixedLayouts((name) => this.definition(name));
  /** Finds what `JSON.stringify` may write. */
  readonly copies: Copies = new Copies((name) => this.definition(name));
  /** Which types have numbers that no guard looks at. */
  readonly loose: LooseTypes;
  /** Every frame of the protocol with its tag, whether or not there is one table of them. */
  readonly taggedFrames: readonly TaggedFrame[];
  /** Everything that frames are decoded as: each frame, each union, and all frames where there is one table of them. */
  readonly frameSets: readonly TaggedSet[];
  /** Those of them that are not frames themselves. */
  readonly frameUnions: readonly TaggedSet[];
  readonly #frameNames: ReadonlySet<string>;
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #names: ReadonlyMap<string, Names>;
  readonly #rules = new Map<Type, Code>();

  constructor(protocol: Protocol, runtimeNames: readonly string[]) {
    this.protocol = protocol;
    this.frames = "members" in protocol.frames ? protocol.frames : undefined;
    const added = this.frames ? frameDefinition(protocol, this.frames) : undefined;
    this.definitions = added ? [...protocol.definitions, added] : protocol.definitions;
    this.whole = added ? allFrames : "Frame";
    this.taggedFrames = taggedFrames(protocol, this.frames);
    this.frameSets = frameSets(protocol, this.frames, this.taggedFrames, this.whole);
    this.#frameNames = new Set(this.taggedFrames.map(({ name }) => name));
    this.frameUnions = this.frameSets.filter(({ name }) => !this.isFrame(name));
    this.restorable = restorable(this.definitions);
    this.withBigInts = withBigInts(this.definitions);
    this.loose = new LooseTypes(this.definitions);
    this.#definitions = new Map(this.definitions.map((definition) => [definition.name, definition]));
    // `Frame` comes first, so that it keeps its name.
    this.#names = nameAll(added ? [added, ...protocol.definitions] : protocol.definitions, runtimeNames);
    for (const { name } of this.definitions) {
      for (const [index, type] of this.ruledTypesIn(name).entries()) {
        // No name in a schema has an underscore inside when it is a name here.
        this.#rules.set(type, identifier(`rulesOf${this.typeName(name)}_${index + 1}`));
      }
    }
  }

  /** Whether a definition is a frame. */
  isFrame(name: string): boolean {
    return this.#frameNames.has(name);
  }

  /** The types in a definition that ask more than a shape. */
  ruledTypesIn(name: string): RuledType[] {
    const { type } = this.definition(name);
    return ruledTypesIn(type, (one) => this.definition(one));
  }

  /** The check of what a type asks beside its shape, `rulesOfPhaseEvent_1`; nothing where it asks nothing more. */
  rulesName(type: Type): Code | undefined {
    return this.#rules.get(type);
  }

  readonly resolve: Resolve = (name) => this.definition(name).type;

  /** The definition of that name. */
  definition(name: string): Definition {
    return this.#definitions.get(name) as Definition;
  }

  /** `PhaseEvent` */
  typeName(name: string): Code {
    return identifier((this.#names.get(name) as Names).type);
  }

  /** `phaseEvent` */
  valueName(name: string): Code {
    return identifier((this.#names.get(name) as Names).value);
  }

  /** `isPhaseEvent` */
  guardName(name: string): Code {
    return code`is${this.typeName(name)}`;
  }

  /** `checkPhaseEvent` */
  checkName(name: string): Code {
    return code`check${this.typeName(name)}`;
  }

  /** `writePhaseEvent` */
  writerName(name: string): Code {
    return code`write${this.typeName(name)}`;
  }

  /** `restorePhaseEvent` */
  restoreName(name: string): Code {
    return code`restore${this.typeName(name)}`;
  }

  /** `readPhaseEvent` */
  readerName(name: string): Code {
    return code`read${this.typeName(name)}`;
  }

  /** `putPhaseEvent` */
  putterName(name: string): Code {
    return code`put${this.typeName(name)}`;
  }

  /** `cutPhaseEvent` */
  cutName(name: string): Code {
    return code`cut${this.typeName(name)}`;
  }

  /** `looseInPhaseEvent` */
  looseName(name: string): Code {
    return code`looseIn${this.typeName(name)}`;
  }

  /** `frameLoose` */
  looseTableName(name: string): Code {
    return code`${this.valueName(name)}Loose`;
  }

  /** `phaseEventLayout` */
  layoutName(name: string): Code {
    return code`${this.valueName(name)}Layout`;
  }

  /** `phaseEventText` */
  textName(name: string): Code {
    return code`${this.valueName(name)}Text`;
  }

  /** `frameReaders` */
  readersName(name: string): Code {
    return code`${this.valueName(name)}Readers`;
  }

  /** `framePutters` */
  puttersName(name: string): Code {
    return code`${this.valueName(name)}Putters`;
  }

  /** `copyOfFailedEvent` */
  copierName(name: string): Code {
    return code`copyOf${this.typeName(name)}`;
  }

  /** `phaseEventShape` */
  shapeName(name: string): Code {
    return code`${this.valueName(name)}Shape`;
  }

  /** The definitions, each behind those that it refers to as far as that can be. */
  inOrderOfUse(): Definition[] {
    const edges = new Map(this.definitions.map(({ name, type }) => [name, referencesIn(type)]));
    return inOrderOfUse(edges).map((name) => this.definition(name));
  }
}

/** `Frame`, the union of what the channels carry; nothing where the schema has a union of that name itself. */
function frameDefinition({ unions }: Protocol, { tag, members, parts }: FrameSet): Definition | undefined {
  if (unions.some(({ name, frames }) => name === "Frame" && frames.length === members.length))
    return undefined;
  const references = parts.map((name): Type => ({ kind: "reference", name }));
  const [only] = references;
  const type: Type =
    only && references.length === 1 ? only : { kind: "union", members: references, isExclusive: false, tag };
  return {
    name: allFrames,
    type,
    annotations: { description: "Every frame of the protocol." },
    source: { file: "", pointer: "" },
    levels: 1,
  };
}

function taggedFrames({ channels, unions }: Protocol, frames: FrameSet | undefined): TaggedFrame[] {
  const carried = channels.flatMap(({ serverToClient, clientToServer }) => [serverToClient, clientToServer]);
  const sets = [...unions, ...carried].filter((union) => union !== undefined);
  const all = [
    ...(frames?.members ?? []).map((frame) => ({ ...frame, tag: frames?.tag ?? "" })),
    ...sets.flatMap((set) => set.frames.map((frame) => ({ ...frame, tag: set.tag }))),
  ];
  return byName(all);
}

function frameSets(
  { unions }: Protocol,
  frames: FrameSet | undefined,
  tagged: readonly TaggedFrame[],
  whole: string,
): TaggedSet[] {
  const single = tagged.map(({ name, kind, tag }) => ({ name, tag, frames: [{ name, kind }] }));
  const all = frames ? [{ name: whole, tag: frames.tag, frames: frames.members }] : [];
  return byName([...single, ...unions, ...all]);
}

/** One of each name: the last, in the place of the first. */
function byName<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.name, one])).values()];
}
