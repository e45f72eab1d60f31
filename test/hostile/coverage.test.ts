import { describe, expect, it } from "vitest"

const sources = import.meta.glob<string>("./*.test.ts", { query: "?raw", import: "default", eager: true })

const list =
  import.meta.glob<string>("./README.md", { query: "?raw", import: "default", eager: true })["./README.md"] ?? ""

/** The rows of the list: a number, and the file that proves it. */
const rows = [...list.matchAll(/^\| (\d+) .*\| \[\w+\]\((\w+\.test\.ts)\) +\|$/gm)].map(
  ([, number = "", file = ""]): [number, string] => [Number(number), file],
)

const others = import.meta.glob<string>("../**/*.test.ts", { query: "?raw", import: "default", eager: true })

/** What is proven elsewhere: the file, and how the test's title begins. */
const elsewhere = [...list.matchAll(/\]\((\.\.\/[\w./-]+\.test\.ts)\) "([^"]+)"/g)].map(
  ([, file = "", title = ""]): [string, string] => [file, title],
)

describe("the list of hostile inputs", () => {
  it("has each number once, and none left out", () => {
    expect(rows.length).toBeGreaterThanOrEqual(72)
    expect(rows.map(([number]) => number)).toEqual(rows.map((_, index) => index + 1))
  })

  it.each(elsewhere)("what %s proves is there: %s", (file, title) => {
    expect(others[file] ?? "").toContain(title)
  })

  it.each(rows)("%i is proven in %s", (number, file) => {
    // A title may begin with several numbers, and a table may hold its number apart.
    const title = new RegExp(`["\`](?:\\d+ )*${number}[ "]`)
    expect(sources[`./${file}`] ?? "").toMatch(title)
  })
})
