import { expect, it } from "vitest"
import { kept } from "../../src/core/kept"

it("makes a thing once for what it is made of, and the oldest again when there are too many", () => {
  const made: string[] = []
  const nameOf = kept(2, (name: string, count: number) => {
    made.push(`${name}${count}`)
    return { name: `${name}${count}` }
  })
  const first = nameOf("a", 1)
  expect(nameOf("a", 1)).toBe(first)
  expect(nameOf("a", 2).name).toBe("a2")
  nameOf("b", 1)
  expect(nameOf("a", 2).name).toBe("a2")
  expect(made).toEqual(["a1", "a2", "b1"])
  expect(nameOf("a", 1)).toEqual(first)
  expect(made).toEqual(["a1", "a2", "b1", "a1"])
})
