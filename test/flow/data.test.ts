import { describe, expect, it } from "vitest"
import { parseJson } from "../../src/flow/values/data"
import { pathFault, pick } from "../../src/flow/values/jsonpath"

describe("JSON from outside", () => {
  it.each([
    ['{"id":12345678901234567890}', { id: "12345678901234567890" }],
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ["9007199254740991", 9007199254740991],
    ["1e400", null],
    ["-0", 0],
    ["[0.1,1e3]", [0.1, 1000]],
    ['{"__proto__":{"admin":true},"a":1}', { a: 1 }],
    ['{"constructor":1}', { constructor: 1 }],
  ])("%s is read exactly or not at all", (text, value) => {
    expect(parseJson(text)).toStrictEqual(value)
  })

  it.each(["", "{", "undefined", "'a'", '{"a":1}x', `${"[".repeat(33)}${"]".repeat(33)}`, `${"[".repeat(1e5)}`])(
    "is none: %#",
    (text) => {
      expect(parseJson(text)).toBeUndefined()
    },
  )

  it("is no JSON when it is nested ten thousand deep", () => {
    expect(parseJson(`${"[".repeat(10_000)}${"]".repeat(10_000)}`)).toBeUndefined()
  })
})

describe("a JSONPath", () => {
  const data = {
    order: {
      number: "K-1",
      items: [
        { p: 1, n: "a" },
        { p: 2, n: "b" },
      ],
    },
    none: null,
  }
  it.each([
    ["$.order.number", "K-1"],
    ["$.order.items[1].p", 2],
    ["$['order']['items'][-1].n", "b"],
    ["$.order.items[*].n", ["a", "b"]],
    ["$.order.items[?@.p > 1].n", ["b"]],
    ["$..p", [1, 2]],
    ["$.none", null],
    ["$.missing", undefined],
    ["$.order.items[*].missing", undefined],
    ["$.__proto__", undefined],
    ["$.constructor", undefined],
    ["$.order.items.length", undefined],
  ])("%s finds %j", (path, found) => {
    expect(pick(path, data)).toEqual(found)
  })

  it.each([
    "order.number",
    "$.order[",
    "$[0,1]",
    "$[*,*][*,*][*,*]",
    "$..a..b",
    "$[?@.a][?@.b]",
    "$[?$..a == 1]",
    "$[?match(@.a, '(a+)+')]",
    "$[?search(@.a, 'a')]",
    `$.${"a".repeat(200)}`,
  ])("may not be %s", (path) => {
    expect(pathFault(path)).toMatchObject({ message: expect.any(String) })
    expect(pick(path, data)).toBeUndefined()
  })

  it("finds nothing in data too deep for it, and at most a hundred values", () => {
    let deep: [] | [unknown] = []
    for (let level = 0; level < 100; level++) deep = [deep]
    expect(pick("$..a", JSON.parse(JSON.stringify(deep)))).toBeUndefined()
    expect(
      pick(
        "$[*]",
        Array.from({ length: 500 }, (_, index) => index),
      ),
    ).toHaveLength(100)
  })
})
