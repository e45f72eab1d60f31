import { env } from "cloudflare:workers"
import { sql } from "drizzle-orm"
import { describe, expect, it, vi } from "vitest"
import { database, databaseError, persist } from "../../src/store/database"
import { conversations } from "../../src/store/schema"

const lost = new Error("D1_ERROR: Network connection lost.")
const noPause = async () => undefined

describe("persist", () => {
  it("does a write again after a fault that passes", async () => {
    const write = vi.fn().mockRejectedValueOnce(lost).mockRejectedValueOnce(lost).mockResolvedValueOnce("done")
    expect(await persist(write, noPause)).toBe("done")
  })

  it("gives up after three times", async () => {
    const write = vi.fn().mockRejectedValue(lost)
    await expect(persist(write, noPause)).rejects.toBe(lost)
    expect(write).toHaveBeenCalledTimes(3)
  })

  it("does nothing twice after any other fault", async () => {
    const write = vi.fn().mockRejectedValue(new Error("D1_ERROR: UNIQUE constraint failed: orders.key"))
    await expect(persist(write, noPause)).rejects.toThrow("UNIQUE")
    expect(write).toHaveBeenCalledOnce()
  })

  it.each([
    "D1_ERROR: Network connection lost.",
    "Internal error in D1 DB storage caused object to be reset.",
    "D1 DB reset because its code was updated.",
    "Cannot resolve D1 DB due to transient issue on remote node.",
  ])("knows %j, also as the cause of another error", async (message) => {
    const outer = new Error("the statement failed", { cause: new Error(message) })
    expect(await persist(vi.fn().mockRejectedValueOnce(outer).mockResolvedValueOnce(1), noPause)).toBe(1)
  })

  it("waits longer each time, up to a random length", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5)
    const pause = vi.fn(noPause)
    await expect(persist(vi.fn().mockRejectedValue(lost), pause)).rejects.toBe(lost)
    expect(pause.mock.calls).toEqual([[100], [400]])
    vi.restoreAllMocks()
  })

  it("throws without the values of the statement, which are customers' data", async () => {
    const db = database(env.DB)
    const write = () => db.insert(conversations).values({ id: sql`null`, account: "+27821110001", createdAt: 1 })
    await expect(write()).rejects.toThrow("+27821110001")
    const error = await persist(write).catch((caught: unknown) => caught)
    expect(String(error)).toContain("NOT NULL constraint failed")
    expect(JSON.stringify([String(error), error])).not.toContain("+27821110001")
  })
})

describe("databaseError", () => {
  it("leaves other errors alone", () => {
    expect(databaseError(lost)).toBe(lost)
    expect(databaseError("text")).toBe("text")
  })
})
