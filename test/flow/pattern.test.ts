import { describe, expect, it } from "vitest"
import { matchesPattern, patternFault } from "../../src/flow/values/pattern"

describe("a pattern", () => {
  it.each([
    "[A-Z]{2,3}-\\d{4,6}",
    "(?:cat|dog)s?",
    "\\p{L}+ \\p{L}+",
    "(?:\\d{2}:){2}\\d{2}",
    "[^\\]a]+",
    "\\u{1F600}",
    "(?:ab)+c",
    "a.b",
  ])("may be %s", (pattern) => {
    expect(patternFault(pattern)).toBeNull()
  })

  it.each([
    ["(a+)+"],
    ["(a|a)*"],
    ["(a|aa)+"],
    ["(.*)*"],
    ["(?:a?){20}"],
    ["((a{0,9})(b))+"],
    ["(?:(?:ab)+)+"],
    ["\\d*\\d*\\d*\\d*x"],
    ["a{1,150}a{1,150}a{1,150}a{1,150}"],
    [`${"a?".repeat(25)}`],
    [`${"(?:a|a)".repeat(25)}`],
    ["a{1000}"],
    ["(?=a)a"],
    ["(?<!a)b"],
    ["(?<x>a)"],
    ["(a)\\1"],
    ["(a"],
    ["["],
    ["a".repeat(301)],
  ])("may not be %s", (pattern) => {
    expect(patternFault(pattern)).toMatchObject({ message: expect.any(String) })
    expect(matchesPattern(pattern, "a")).toBe(false)
  })

  it("is held against the whole text, and never against a long one", () => {
    expect(matchesPattern("a|b", "ab")).toBe(false)
    expect(matchesPattern("a+", "a".repeat(200))).toBe(true)
    expect(matchesPattern("a+", "a".repeat(201))).toBe(false)
  })
})
