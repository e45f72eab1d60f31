import { readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { digestOf, root } from "./sources"
import { runTool } from "./tool"

/** Where the studio's files are served from, as in wrangler.toml. */
const FOLDER = "dist/studio"

/** Builds the studio, unless it is there already and its sources have not changed. */
export async function buildStudio(): Promise<void> {
  const place = join(root, FOLDER)
  const mark = `${place}.stamp`
  const stamp = await digestOf([
    "src/studio",
    "src/core",
    "src/flow",
    "examples",
    "vite.config.ts",
    "package-lock.json",
  ])
  if (stamp === (await readMark(mark))) return
  const fresh = `${place}.${process.pid}`
  await rm(mark, { force: true })
  await runTool("vite/bin/vite.js", ["build", "--logLevel", "error", "--outDir", fresh])
  await rm(place, { recursive: true, force: true })
  await rename(fresh, place)
  await writeFile(mark, stamp)
}

async function readMark(mark: string): Promise<string | null> {
  try {
    return await readFile(mark, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    throw error
  }
}
