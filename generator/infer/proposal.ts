/** A schema as quicktype-core writes it. */
interface Node {
  readonly $ref?: string;
  readonly anyOf?: readonly Node[];
  readonly type?: string;
  readonly items?: Node;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly title?: string;
}

/** What quicktype-core takes the values at one place for. */
export class Proposal {
  readonly #definitions: Readonly<Record<string, Node>>;
  readonly #nodes: readonly Node[];

  private constructor(definitions: Readonly<Record<string, Node>>, node: Node) {
    this.#definitions = definitions;
    this.#nodes = node.anyOf ?? [node];
  }

  /**
   * Lets quicktype-core infer what the frames of one kind are, on their own: no other kind can be merged into them.
   *
   * @param texts - some frames, as JSON texts.
   */
  static async of(texts: readonly string[]): Promise<Proposal> {
    const { InputData, jsonInputForTargetLanguage, quicktype } = await import("quicktype-core");
    const input = jsonInputForTargetLanguage("schema");
    await input.addSource({ name: "Frame", samples: [...texts] });
    const inputData = new InputData();
    inputData.addInput(input);
    const { lines } = await quicktype({
      inputData,
      lang: "schema",
      inferMaps: true,
      combineClasses: true,
      // What follows is found out from all frames, not from some.
      inferEnums: false,
      inferDateTimes: false,
      inferUuids: false,
      inferIntegerStrings: false,
      inferBooleanStrings: false,
    });
    const schema = JSON.parse(lines.join("\n")) as Node & { readonly definitions?: Record<string, Node> };
    return new Proposal(schema.definitions ?? {}, schema);
  }

  /** The name of the class that objects here are; nothing where they are a map, or none were seen. */
  get className(): string | undefined {
    return this.#nodes
      .map(({ $ref }) => $ref?.replace("#/definitions/", ""))
      .find((name) => name !== undefined);
  }

  /** Whether objects here are maps. */
  get isMap(): boolean {
    return this.#nodes.some(({ type, additionalProperties }) => {
      return type === "object" && typeof additionalProperties === "object";
    });
  }

  /** Whether objects here may have objects of the same class in them. */
  get isRecursive(): boolean {
    const name = this.className;
    const seen = new Set<string>();
    const reaches = (node: Node): boolean => {
      const next = node.$ref?.replace("#/definitions/", "");
      if (next === undefined) return childrenOf(node).some(reaches);
      if (next === name) return true;
      if (seen.size === seen.add(next).size) return false;
      return childrenOf(this.#definitions[next] ?? {}).some(reaches);
    };
    return name !== undefined && childrenOf(this.#definitions[name] ?? {}).some(reaches);
  }

  /** What is proposed of a property. */
  property(name: string): Proposal | undefined {
    const found = this.#definition?.properties;
    const node = found && Object.hasOwn(found, name) ? found[name] : undefined;
    return node && new Proposal(this.#definitions, node);
  }

  /** What is proposed of the elements of arrays. */
  get elements(): Proposal | undefined {
    const node = this.#nodes.find(({ items }) => items !== undefined)?.items;
    return node && new Proposal(this.#definitions, node);
  }

  /** What is proposed of the values of maps. */
  get values(): Proposal | undefined {
    for (const { additionalProperties: node } of this.#nodes) {
      if (typeof node === "object") return new Proposal(this.#definitions, node);
    }
    return undefined;
  }

  get #definition(): Node | undefined {
    return this.#definitions[this.className ?? ""];
  }
}

function childrenOf({ anyOf, items, properties, additionalProperties }: Node): Node[] {
  return [
    ...(anyOf ?? []),
    ...(items ? [items] : []),
    ...Object.values(properties ?? {}),
    ...(typeof additionalProperties === "object" ? [additionalProperties] : []),
  ];
}
