import { mkdirSync, renameSync } from "node:fs";
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

/** The crates that the output needs, and those that they need, at versions that compile with the Rust of Debian 12, too. */
const manifest = `[package]
name = "interop"
version = "0.0.0"
edition = "2021"

[dependencies]
serde = { version = "=1.0.219", features = ["derive"] }
serde_json = { version = "=1.0.140", features = ["float_roundtrip"] }
itoa = "=1.0.11"
memchr = "=2.7.4"
proc-macro2 = "=1.0.89"
quote = "=1.0.37"
ryu = "=1.0.18"
syn = "=2.0.87"
unicode-ident = "=1.0.13"
`;

const rust: Toolchain = {
  target: "rust",
  options: () => ({}),
  missing: () => whyNot("cargo", "--version") ?? whyNotFetched(),
  layOut: (folder, groups) => {
    mkdirSync(join(folder, "src"));
    for (const protocol of protocolsOf(groups)) {
      renameSync(join(folder, `generated/${protocol}/frames.rs`), join(folder, `src/${protocol}.rs`));
    }
    copyProgram("rust/main.rs", join(folder, "src/main.rs"));
    writeFiles(folder, { "Cargo.toml": manifest, "src/groups.rs": groupsOf(groups) });
  },
  build: (folder) => {
    const target = cachedFolder("rust");
    finish(folder, "cargo", ["build", "--quiet"], { CARGO_TARGET_DIR: target, RUSTFLAGS: "-A warnings" });
    return [join(target, "debug/interop")];
  },
};

function whyNotFetched(): string | undefined {
  const folder = cachedFolder("rust-manifest");
  writeFiles(folder, { "Cargo.toml": manifest, "src/main.rs": "fn main() {}\n" });
  return whyNot("cargo", "fetch", "--quiet", "--manifest-path", join(folder, "Cargo.toml"));
}

function protocolsOf(groups: readonly Group[]): string[] {
  return [...new Set(groups.map(({ protocol }) => protocol))];
}

/** A function that reads a frame of a group, and writes it again. */
function groupsOf(groups: readonly Group[]): string {
  const modules = protocolsOf(groups).map((protocol) => `#[path = "${protocol}.rs"]\nmod ${protocol};\n`);
  const arms = groups.map(
    ({ protocol, name }) => `        "${protocol}.${name}" => {
            ${protocol}::${name}::decode(text).and_then(|frame| frame.encode()).map_err(|error| match error {
                ${protocol}::FrameError::UnknownKind(_) => None,
                error => Some(error.to_string()),
            })
        }
`,
  );
  return `${modules.join("")}
pub fn answer(group: &str, text: &str) -> Result<String, Option<String>> {
    match group {
${arms.join("")}        _ => panic!("no group {group}"),
    }
}
`;
}

test("Rust reads and writes what the schema says, but for the differences that are explained", async (context) => {
  needToolchain(context, rust);
  const { counts, unexplained, accepted, unused } = await compare(rust);
  console.info(counts);
  expect(unexplained.slice(0, 20)).toEqual([]);
  expect(unused).toEqual([]);
  expect(accepted).toBeGreaterThan(1000);
}, 600_000);
