import { createHash } from "node:crypto"
import { readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"

/** The project's own folder, with a slash at the end. */
export const root = new URL("../../../", import.meta.url).pathname

/** A digest of files and of all that is in folders, by their paths below the project's folder. */
export async function digestOf(paths: readonly string[], more = ""): Promise<string> {
  const digest = createHash("sha256").update(more)
  for (const path of paths)
    for (const file of await filesIn(join(root, path)))
      digest
        .update(file)
        .update("\0")
        .update(await readFile(file))
  return digest.digest("hex")
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const files = await readdir(path, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort()
}
