#!/usr/bin/env node
import module from "node:module";

// Newer versions of Node keep what they have compiled, which is most of what a short run takes.
module.enableCompileCache?.();
const { run } = await import("../dist/bin/cli.js");

// The exit code is set, not forced, so that everything that was written gets out first.
process.exitCode = await run(process.argv.slice(2));
