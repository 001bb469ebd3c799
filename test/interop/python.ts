import { spawnSync } from "node:child_process";
import type { TestContext } from "vitest";

/** The interpreter that tests run what is generated in. */
export const python: string = process.env.PYTHON ?? "python3";

/** Runs a program in Python to its end; gives what it printed. It leaves nothing beside what it imports. */
export function runPython(parameters: readonly string[], input = ""): string {
  const { error, status, stdout, stderr } = spawnSync(python, ["-B", ...parameters], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  // What ends early does not read all of its input: why it ended is what there is to tell.
  if (error && !stderr) throw error;
  if (status !== 0)
    throw new Error(
      `${python} ${parameters.join(" ")} ended with ${status}: ${stdout.slice(-1000)}${stderr.slice(-3000)}`,
    );
  return stdout;
}

/** Skips a test where Python does not have a module, and says so; fails it where that must not be. */
export function needPython(context: TestContext, ...modules: readonly string[]): void {
  const statement = modules.map((name) => `import ${name}`).join("; ");
  const { error, status, stderr } = spawnSync(python, ["-c", statement], { encoding: "utf8" });
  if (!error && status === 0) return;
  const reason = `${python} has not all of ${modules.join(", ")}: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
  if (process.env.FRAMEWRIGHT_REQUIRE_TOOLCHAINS === "1") throw new Error(reason);
  console.warn(`SKIPPED, no Python was run: ${reason}`);
  context.skip(reason);
}
