import { execFileSync } from "node:child_process";
import { packagePath } from "../../generator/package.js";

/** Builds `dist/`, which the command line runs from, once before all tests. */
export default function build(): void {
  const compiler = packagePath("node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", packagePath("tsconfig.build.json")], { stdio: "inherit" });
}
