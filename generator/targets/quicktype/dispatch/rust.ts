import { type Dispatch, type FrameGroup, kindTypesOf } from "../dispatch.js";
import { rustText } from "../literals.js";
import type { RendererOptions } from "../options.js";

const head = `/// Why a frame can't be read or written.
#[derive(Debug)]
pub enum FrameError {
    /// It is well-formed, and of a kind that this program does not know.
    UnknownKind(serde_json::Value),
    /// It is not what the schema says.
    Invalid(String),
}

impl std::fmt::Display for FrameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownKind(kind) => write!(f, "unknown kind {kind}"),
            Self::Invalid(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for FrameError {}

impl std::convert::From<serde_json::Error> for FrameError {
    fn from(error: serde_json::Error) -> Self {
        Self::Invalid(error.to_string())
    }
}

/// The fields of a frame: name, whether it is required, whether it may be null.
type Fields = &'static [(&'static str, bool, bool)];

type Members = serde_json::Map<String, serde_json::Value>;

/// Takes a frame apart.
fn read_frame(
    text: &str,
    tag: &str,
    is_text: bool,
    is_number: bool,
) -> Result<(serde_json::Value, Members), FrameError> {
    let mut members: Members = serde_json::from_str(text)?;
    match members.remove(tag) {
        Some(kind) if (is_text && kind.is_string()) || (is_number && kind.is_i64()) => Ok((kind, members)),
        _ => Err(FrameError::Invalid(format!("a frame needs its kind in {tag:?}"))),
    }
}

/// Reads the fields of a frame.
fn fill_frame<T: serde::de::DeserializeOwned>(members: Members, fields: Fields) -> Result<T, FrameError> {
    for (name, is_required, is_nullable) in fields {
        match members.get(*name) {
            None if *is_required => {
                return Err(FrameError::Invalid(format!("missing required field {name:?}")));
            }
            Some(value) if value.is_null() && !is_nullable => {
                return Err(FrameError::Invalid(format!("field {name:?} must not be null")));
            }
            _ => {}
        }
    }
    Ok(serde_json::from_value(serde_json::Value::Object(members))?)
}

/// Writes the fields of a frame behind the start of its text, which has the tag.
fn write_frame<T: serde::Serialize>(frame: &T, start: &str) -> Result<String, FrameError> {
    let body = serde_json::to_string(frame)?;
    let separator = if body == "{}" { "" } else { "," };
    Ok(format!("{start}{separator}{}", &body[1..]))
}
`;

/** Rust: an enum for each group, that reads and writes its frames. */
export function rustDispatch({ groups, fields }: Dispatch, options: RendererOptions): string {
  const derives = [
    ...(options["derive-debug"] === false ? [] : ["Debug"]),
    ...(options["derive-clone"] === false ? [] : ["Clone"]),
    ...(options["derive-partial-eq"] === true ? ["PartialEq"] : []),
  ];
  const derive = derives.length === 0 ? "" : `#[derive(${derives.join(", ")})]\n`;
  const lists = [...fields].map(([type, all]) => {
    const items = all.map(
      ({ name, isRequired, isNullable }) => `        (${rustText(name)}, ${isRequired}, ${isNullable}),\n`,
    );
    const list = items.length === 0 ? "[]" : `[\n${items.join("")}    ]`;
    return `impl ${type} {\n    const FIELDS: Fields = &${list};\n}\n`;
  });
  return [...groups.map((group) => groupOf(group, derive)), ...lists, head].join("\n");
}

/** @param derive - the attribute that the types of the frames have as well. */
function groupOf(group: FrameGroup, derive: string): string {
  const { name, docs, tag, members } = group;
  const { isText, isNumber } = kindTypesOf(group);
  const comment = docs.map((line) => `${`/// ${line}`.trimEnd()}\n`).join("");
  const variants = members.map(({ type }) => `    ${type}(${type}),\n`);
  const reads = members.map(({ kind, type }) => {
    const pattern = typeof kind === "string" ? `(Some(${rustText(kind)}), _)` : `(_, Some(${kind}))`;
    return `            ${pattern} => Ok(Self::${type}(fill_frame(members, ${type}::FIELDS)?)),\n`;
  });
  const writes = members.map(
    ({ type, start }) => `            Self::${type}(frame) => write_frame(frame, ${rustText(start)}),\n`,
  );
  return `${comment}${derive}pub enum ${name} {
${variants.join("")}}

impl ${name} {
    /// Reads a frame.
    pub fn decode(text: &str) -> Result<Self, FrameError> {
        let (kind, members) = read_frame(text, ${rustText(tag)}, ${isText}, ${isNumber})?;
        match (kind.as_str(), kind.as_i64()) {
${reads.join("")}            _ => Err(FrameError::UnknownKind(kind)),
        }
    }

    /// Writes it, its tag first.
    pub fn encode(&self) -> Result<String, FrameError> {
        match self {
${writes.join("")}        }
    }
}
`;
}
