import { describe, expect, it } from "vitest"
import { campaign } from "./campaign"
import { FAULTS, isFault } from "./faults"
import { mutants } from "./mutants"

const everything = Object.keys(FAULTS).filter(isFault)
const fixed = { conversations: 480, seed: 3, workers: 2, lines: 5 }

describe("the simulation", () => {
  it("finds nothing in the code as it is, and the same nothing twice", async () => {
    const first = await campaign({ ...fixed, faults: everything })
    expect(first.failed.map(({ violations }) => violations)).toEqual([])
    const second = await campaign({ ...fixed, faults: everything, workers: 1 })
    expect(second.hash).toBe(first.hash)
  })

  it("finds nothing where no callback is ever believed", async () => {
    const { failed, struck } = await campaign({ ...fixed, faults: ["callbacks-refused"] })
    expect(failed.map(({ violations }) => violations)).toEqual([])
    expect(struck["callbacks-refused"]).toBeGreaterThan(10)
  })

  it.each(mutants)("notices $name by the invariant $kills", async (mutant) => {
    const { faults = everything, conversations = fixed.conversations } = mutant
    const { providers = ["stripe", "stripe", "sandbox"] } = mutant
    const channels = ["whatsapp", "whatsapp", "sandbox"]
    const { failed } = await campaign({ ...fixed, conversations, faults, providers, channels, mutant })
    expect(failed.flatMap(({ violations }) => violations.map(({ invariant }) => invariant))).toContain(mutant.kills)
  })
})
