import { describe, expect, it } from "vitest"

const sources = import.meta.glob<string>(["../**/*.test.ts", "../flow/stories/*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
})

const list =
  import.meta.glob<string>("./README.md", { query: "?raw", import: "default", eager: true })["./README.md"] ?? ""

/** What outsiders numbered: identity, attacks, the field, outside specifications, and what costs money of a merchant's walk. */
const ids = [
  ..."K01a K01b K02a K02b K03a K03b K04a K04b K05 K06 K07a K07b K08a K08b K08c K09 K10a K10b K10c K10d K11 K12".split(
    " ",
  ),
  ...numbered("N", 28, 2),
  ...numbered("R", 18),
  ...numbered("M", 3),
  ...numbered("S", 9),
  ...numbered("F", 5),
  ...numbered("DS", 12),
  ...numbered("DT", 6),
  ...numbered("DW", 12),
  ...numbered("DA", 20),
  ...numbered("DB", 15),
  ...numbered("DG", 7),
  ...numbered("DL", 6),
  ...numbered("DP", 5),
  ...numbered("DH", 7),
  ...numbered("DE", 3),
  ...numbered("DX", 4),
  ...numbered("B", 7),
]

/** How many are open. One that is mended moves to the other table and lowers this; it never grows. */
const OPEN = 76

const [proven = "", open = ""] = list.split("## Open")

/** Rows of a table: an id, and what stands in the other columns. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| ([A-Z]{1,2}\d{1,2}[a-d]?) +\| (.+) \|$/gm)].map(([, id = "", rest = ""]) => ({
    id,
    cells: rest.split(" | ").map((cell) => cell.trim()),
  }))

describe("the list of defects", () => {
  it("has each id once, and none left out", () => {
    const listed = [...rowsOf(proven), ...rowsOf(open)].map(({ id }) => id)
    expect(listed.filter((id, index) => listed.indexOf(id) < index)).toEqual([])
    expect(listed.sort()).toEqual([...ids].sort())
  })

  it("knows how many are open, and why and where", () => {
    const rows = rowsOf(open)
    expect(rows).toHaveLength(OPEN)
    for (const { id, cells } of rows)
      expect(
        cells.filter((cell) => cell !== ""),
        id,
      ).toHaveLength(3)
  })

  it.each(rowsOf(proven))("$id has the test that it names", ({ cells }) => {
    const [said = "", file = "", title = ""] = cells
    expect(said.length).toBeGreaterThan(10)
    const written = title.slice(1, -1)
    expect(written.length).toBeGreaterThan(2)
    const source = sources[file.startsWith("defects/") ? file.replace("defects/", "./") : `../${file}`] ?? ""
    // A title begins so, or a row of the table that a test goes through.
    expect(
      [`"${written}`, `\`${written}`].some((start) => source.includes(start)),
      `${file}: ${written}`,
    ).toBe(true)
  })
})

function numbered(prefix: string, count: number, digits = 1): string[] {
  return Array.from({ length: count }, (_, index) => prefix + String(index + 1).padStart(digits, "0"))
}
