import { spawnSync } from "node:child_process";
import type { TestContext } from "vitest";

/** The Python that tests run, which has msgspec. */
export const python: string = process.env.PYTHON ?? "python3";

/**
 * Skips a test, and says why, where there is no Python with these modules; fails it where `FRAMEWRIGHT_REQUIRE_TOOLCHAINS`
 * is set.
 */
export function needPython(context: TestContext, modules: readonly string[] = ["msgspec"]): void {
  const { error, status, stderr } = spawnSync(python, ["-c", `import ${modules.join(", ")}`], {
    encoding: "utf8",
  });
  if (status === 0) return;
  const reason = error ? `${python} can't be run: ${error.message}` : stderr.trim();
  if (process.env.FRAMEWRIGHT_REQUIRE_TOOLCHAINS === "1") throw new Error(reason);
  console.warn(`SKIPPED, nothing was run in Python: ${reason}`);
  context.skip(reason);
}
