import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { workerSources } from "../../src/cli/worker/build"

it("builds the Worker anew when a room changes that was made since, and not for the studio or the command line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "paythread-sources-"))
  for (const room of ["core", "http", "studio", "cli", "orders"]) await mkdir(join(folder, room))
  await writeFile(join(folder, "index.ts"), "")
  expect(await workerSources(folder)).toEqual(["core", "http", "index.ts", "orders"])
  expect(await workerSources(folder, "src/cli/costs-entry.ts")).toContain("cli")
})
