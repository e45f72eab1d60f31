import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import {
  forgetHealth,
  healthOf,
  isKnownFaulty,
  markFaulty,
  markWell,
  noteProven,
  noteRefused,
  renewHealth,
} from "../../src/store/accounts/health"
import { database } from "../../src/store/database"

const MINUTE = 60_000

const db = database(env.DB)
const channel = (account: string, at: number) => ({ kind: "channel" as const, account, at })
const health = async (account: string) => (await healthOf(db, "channel", [account])).get(account)
const changes = async () => env.DB.prepare("select total_changes() as changes").first<number>("changes")

describe("the health of an account", () => {
  it("is faulty since the first fault, and costs one write for a spell of them", async () => {
    const fault = { code: "unauthorised" as const, reason: "Session has expired" }
    await markFaulty(db, { ...channel("expired", 1000), ...fault })
    const before = await changes()
    await markFaulty(db, { ...channel("expired", 2000), ...fault })
    await markFaulty(db, { ...channel("expired", 1000 + 3 * MINUTE), ...fault })
    expect(await changes()).toBe(before)
    expect(await health("expired")).toEqual({
      faultySince: 1000,
      fault: "unauthorised",
      reason: "Session has expired",
      lastGoodAt: null,
      refusedSince: null,
      failedAt: null,
      failure: null,
    })
  })

  it("keeps its time when another fault takes the place of the first", async () => {
    await markFaulty(db, { ...channel("worse", 1000), code: "limited", reason: "Too much for today" })
    await markFaulty(db, { ...channel("worse", 2000), code: "suspended", reason: "Locked" })
    expect(await health("worse")).toMatchObject({ faultySince: 1000, fault: "suspended", reason: "Locked" })
  })

  it("is well again once something went through it, and can fall ill again at once", async () => {
    await markFaulty(db, { ...channel("mended", 1000), code: "unauthorised", reason: "no" })
    expect(isKnownFaulty(channel("mended", 2000), "taken")).toBe(true)
    await markWell(db, channel("mended", 2000))
    expect(await health("mended")).toMatchObject({ faultySince: null, fault: null, reason: null })
    expect(isKnownFaulty(channel("mended", 2000), "taken")).toBe(false)
    await markFaulty(db, { ...channel("mended", 3000), code: "unauthorised", reason: "no" })
    expect(await health("mended")).toMatchObject({ faultySince: 3000 })
  })

  it("is asked after at most once a minute while it is well, and writes nothing then", async () => {
    await markWell(db, channel("fine", 1000))
    const before = await changes()
    await markWell(db, channel("fine", 2000))
    await markWell(db, channel("fine", 2 * MINUTE))
    expect(await changes()).toBe(before)
    expect(await health("fine")).toBeUndefined()
  })

  it("tells since when callbacks are refused, until one is proven", async () => {
    await noteProven(db, channel("signed", 1000))
    await noteRefused(db, channel("signed", 2000))
    await noteRefused(db, channel("signed", 3000))
    expect(await health("signed")).toMatchObject({ lastGoodAt: 1000, refusedSince: 2000 })
    await noteProven(db, channel("signed", 4000))
    expect(await health("signed")).toMatchObject({ lastGoodAt: 4000, refusedSince: null })
  })

  it("starts anew with an account that is saved, and ends with one that is removed", async () => {
    await noteProven(db, channel("saved", 1000))
    await noteRefused(db, channel("saved", 2000))
    await markFaulty(db, { ...channel("saved", 2000), code: "unauthorised", reason: "no" })
    await renewHealth(db, channel("saved", 3000))
    expect(await health("saved")).toMatchObject({ faultySince: null, lastGoodAt: 1000, refusedSince: null })
    await forgetHealth(db, channel("saved", 4000))
    expect(await health("saved")).toBeUndefined()
  })

  it("does not become well by what is taken, where it was told by what was not carried", async () => {
    await markFaulty(db, { ...channel("told", 1000), code: "unpaid", reason: "no", told: true })
    expect(isKnownFaulty(channel("told", 2000), "taken")).toBe(false)
    expect(isKnownFaulty(channel("told", 2000), "carried")).toBe(true)
  })

  it("is each account's own, and each kind's", async () => {
    await markFaulty(db, { ...channel("till", 1000), code: "unpaid", reason: "no" })
    expect(await healthOf(db, "payment", ["till"])).toEqual(new Map())
    expect([...(await healthOf(db, "channel", ["till", "other"])).keys()]).toEqual(["till"])
  })
})
