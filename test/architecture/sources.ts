import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

/** Every file with code under a folder, by its path from the root of the repository. */
export function sourcesOf(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" })
  const files = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts")).map((name) => join(root, name))
  return new Map(files.sort().map((file) => [file, readFileSync(file, "utf8")]))
}

/** The code without what is said about it. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(?<!:)\/\/.*$/gm, "")
}

/** The paths that a file imports from the repository, as they stand from its root. */
export function importsOf(file: string, text: string): string[] {
  const written = withoutComments(text).matchAll(/(?:from|import)\s*\(?\s*["`](\.[^"`]*)["`]/g)
  return [...written].map(([, path = ""]) => relative(process.cwd(), resolve(dirname(file), path)))
}

/** The folder below `src` or `test` that a path lies in; "" for what lies in none. */
export function roomOf(path: string): string {
  const [, room = "", ...rest] = path.split("/")
  return rest.length === 0 ? "" : room
}

/** What a list of exceptions says against what is found: neither may hold what the other does not. */
export function compared(found: readonly string[], excepted: Readonly<Record<string, string>>) {
  const known = Object.keys(excepted)
  return {
    wrong: found.filter((name) => !known.includes(name)),
    mended: known.filter((name) => !found.includes(name)),
  }
}

/** Nothing is wrong, and nothing excepted that is right by now. */
export const CLEAN = { wrong: [], mended: [] }
