import fc from "fast-check"
import { expect, it } from "vitest"
import { reachOf } from "../../src/flow/checks/graph"

const SIZE = 40

/** Exits of every node, some of them to nodes that are not there. */
const drawn = fc.array(fc.array(fc.integer({ min: 0, max: SIZE }), { maxLength: 3 }), {
  minLength: SIZE,
  maxLength: SIZE,
})

/** Step by step, as one follows it with a finger. */
function followed(exits: number[][], from: number): Set<number> {
  const seen = new Set([from])
  for (const at of seen) for (const to of exits[at] ?? []) seen.add(to)
  return seen
}

it("knows of every two nodes whether one leads to the other", () =>
  fc.assert(
    fc.property(drawn, (exits) => {
      const leads = reachOf(new Map(exits.map((targets, at) => [`n${at}`, targets.map((to) => `n${to}`)])))
      for (let from = 0; from < SIZE; from++) {
        const all = followed(exits, from)
        for (let to = 0; to < SIZE; to++) expect(leads(`n${from}`, `n${to}`)).toBe(all.has(to))
      }
      expect(leads("n0", "nowhere")).toBe(false)
    }),
  ))
