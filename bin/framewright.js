#!/usr/bin/env node
import { run } from "../dist/bin/cli.js";

// The exit code is set, not forced, so that everything that was written gets out first.
process.exitCode = await run(process.argv.slice(2));
