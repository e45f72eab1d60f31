import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, normalize } from "node:path"

/** Every page that people read, by its path from the root: the README, the files beside it, and the docs. */
export const pages: ReadonlyMap<string, string> = new Map(
  [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    ...readdirSync("docs")
      .filter((name) => name.endsWith(".md"))
      .map((name) => join("docs", name)),
  ].map((path) => [path, readFileSync(path, "utf8")]),
)

/** The text of a page. */
export function page(path: string): string {
  const text = pages.get(path)
  if (text === undefined) throw new Error(`there is no page ${path}`)
  return text
}

/** A block of a page that stands between fences. */
export interface Block {
  language: string
  text: string
  /** The heading it stands under. */
  heading: string
}

/** The fenced blocks of a page, in order. Blocks of list items are set out by their indent. */
export function blocksOf(path: string): Block[] {
  const blocks: Block[] = []
  let heading = ""
  let open: Block | null = null
  for (const line of page(path).split("\n")) {
    const fence = /^ *```(\w*)$/.exec(line)
    if (open && fence) {
      blocks.push(open)
      open = null
    } else if (open) open.text += `${line.trimEnd()}\n`
    else if (fence) open = { language: fence[1] ?? "", text: "", heading }
    else if (line.startsWith("#")) heading = line.replace(/^#+ /, "")
  }
  return blocks
}

/** Those of its blocks that are typed into a terminal. */
export function shellOf(path: string): Block[] {
  return blocksOf(path).filter(({ language }) => language === "sh")
}

/** The commands in a block, in order, without what is said about them; lines that go on are joined. */
export function commandsOf({ text }: Block): string[] {
  return text
    .replaceAll("\\\n", " ")
    .split(/\n| && /)
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "")
}

/** Links of a page to other files of the repository that lead nowhere. */
export function deadLinks(path: string): string[] {
  const links = [...prose(page(path)).matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)].map(
    ([, link, source]) => link ?? source ?? "",
  )
  return links.filter((link) => !/^https?:/.test(link) && !leads(path, link))
}

/** The pages that a page links to. */
export function linkedFrom(path: string): string[] {
  return [...prose(page(path)).matchAll(/\]\(([^)#\s]+)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^https?:/.test(link))
    .map((link) => normalize(join(path, "..", link)))
}

/** A page without its fenced blocks. */
function prose(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, "")
}

function leads(path: string, link: string): boolean {
  const [file = "", anchor] = link.split("#", 2)
  const target = file === "" ? path : normalize(join(path, "..", file))
  if (!existsSync(target)) return false
  return anchor === undefined || anchorsOf(page(target)).includes(anchor)
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )
}
