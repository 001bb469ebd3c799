import type { CommentStyle } from "./docs.js";

/** The name of a language, which is that of its target, and the one that quicktype has for it. */
export type LanguageName = "csharp" | "dart" | "go" | "java" | "kotlin" | "rust" | "swift";

/** A language: everything that is known of it here, but for its snippet. */
export interface Language {
  /** The file that everything goes into; where it is absent, each type has one of its own. */
  readonly file?: string;
  /** Options of the renderer, as they are unless they are set. */
  readonly options: Readonly<Record<string, string | boolean>>;
  /** Options of the renderer that the output depends on, and that can't be set. */
  readonly fixed: Readonly<Record<string, string | boolean>>;
  readonly comments: CommentStyle;
  /** Whether the head that quicktype gives a file has more in it than comments. */
  readonly needsHead?: boolean;
  /** What the name of a type may be, reserved words apart. */
  readonly names: RegExp;
  /** Names that generated code uses itself, beside those that quicktype knows of; a type of that name gets an underscore. */
  readonly taken: readonly string[];
  /** What a snippet puts before the name of a union, for functions of its own. */
  readonly prefixes?: readonly string[];
  /** What the name of a property may be, where it can't be just any text. */
  readonly properties?: { readonly pattern: RegExp; readonly reason: string };
}

const plain: CommentStyle = { deprecated: "Deprecated:", replaced: [] };
const unicodeNames = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** The one table of languages, by the name of their target. */
export const languages: Readonly<Record<LanguageName, Language>> = {
  go: {
    file: "frames.go",
    options: { package: "frames" },
    fixed: {
      "just-types": false,
      "just-types-and-package": false,
      "multi-file-output": false,
      "omit-empty": true,
      "field-tags": "json",
    },
    // A line that begins so constrains where a file is built.
    comments: { ...plain, replaced: [[/\+build/g, "+ build"]] },
    names: /^[\p{L}_][\p{L}\p{Nd}_]*$/u,
    taken: ["Frame", "UnknownKindError"],
    prefixes: ["Decode", "Encode"],
    properties: {
      // What `encoding/json` takes for a name in a struct tag; all else it drops without a word.
      pattern: /^(?!-$)[\p{L}\p{Nd}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u,
      reason:
        "encoding/json takes only letters, digits and some punctuation in the name of a field, and never `-`",
    },
  },
  rust: {
    file: "frames.rs",
    options: {},
    fixed: {
      "integer-type": "force-i64",
      "skip-serializing-none": false,
      "leading-comments": false,
      visibility: "public",
    },
    // What stands in a fence is run by `cargo test`.
    comments: {
      ...plain,
      replaced: [
        [/`{3,}/g, "'''"],
        [/~{3,}/g, "'''"],
      ],
    },
    names: unicodeNames,
    taken: [
      "Frame",
      "FrameError",
      "Fields",
      "Members",
      "Box",
      "Err",
      "HashMap",
      "None",
      "Ok",
      "Option",
      "Result",
      "Self",
      "Some",
      "String",
      "Vec",
      "Serialize",
      "Deserialize",
    ],
  },
  java: {
    options: { package: "frames" },
    fixed: {
      "just-types": false,
      lombok: false,
      "lombok-copy-annotations": false,
      "datetime-provider": "java8",
    },
    // A tag of Javadoc begins with an at sign, and markup with an angle bracket.
    comments: {
      deprecated: "@deprecated",
      replaced: [
        [/&/g, "&amp;"],
        [/</g, "&lt;"],
        [/@/g, "&#64;"],
      ],
    },
    // Each type is a file of its name, and not every file system takes every letter.
    names: /^[A-Za-z_$][A-Za-z0-9_$]*$/,
    taken: (
      "Class Deprecated Double Exception Frame FrameJson FunctionalInterface IOException JsonAutoDetect JsonCreator JsonGenerator JsonInclude " +
      "JsonProcessingException JsonValue List Long Map NullPointerException Object ObjectNode Override Record SafeVarargs String SuppressWarnings TypeReference UnknownKindException"
    ).split(" "),
    properties: { pattern: /./s, reason: "Jackson takes an empty name for none" },
  },
  kotlin: {
    file: "Frames.kt",
    options: { package: "frames", framework: "jackson" },
    fixed: { "just-types": false },
    comments: plain,
    names: unicodeNames,
    taken: ["FrameKind"],
  },
  swift: {
    file: "Frames.swift",
    options: {},
    fixed: { "just-types": false, "multi-file-output": false, "type-prefix": "" },
    comments: plain,
    names: unicodeNames,
    taken: ["FrameKind"],
  },
  csharp: {
    file: "Frames.cs",
    options: { namespace: "Frames", framework: "SystemTextJson" },
    fixed: { "just-types": false, features: "complete" },
    needsHead: true,
    // The comments are XML.
    comments: {
      ...plain,
      replaced: [
        [/&/g, "&amp;"],
        [/</g, "&lt;"],
        [/>/g, "&gt;"],
      ],
    },
    names: unicodeNames,
    taken: ["FrameKind"],
  },
  dart: {
    file: "frames.dart",
    options: { "coders-in-class": true },
    fixed: { "just-types": false, "use-freezed": false, "use-hive": false, "part-name": "" },
    comments: plain,
    names: /^[A-Za-z_$][A-Za-z0-9_$]*$/,
    taken: ["FrameKind"],
  },
};
