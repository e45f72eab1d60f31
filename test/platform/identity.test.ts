import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { conversationName, linkHash, linkId, newId, orderId } from "../../src/platform/identity"

const key = "k".repeat(32)

describe("identities", () => {
  it("name a conversation the same way each time, and tell nothing of the number", async () => {
    const name = await conversationName(key, "whatsapp", "main", "+27821110001")
    expect(name).toBe(await conversationName(key, "whatsapp", "main", "+27821110001"))
    expect(name).toMatch(/^c1\.[\w-]{43}$/)
  })

  it("name another conversation for each further owner of an address", async () => {
    const names = await Promise.all(
      [0, 1, 2].map((turn) => conversationName(key, "whatsapp", "main", "+27821110001", turn)),
    )
    expect(new Set(names).size).toBe(3)
    expect(names[0]).toBe(await conversationName(key, "whatsapp", "main", "+27821110001"))
  })

  it("never run two parts together", async () => {
    const names = await Promise.all([
      conversationName(key, "sms", "a", "b"),
      conversationName(key, "sms", "ab", ""),
      conversationName(key, "sm", "sa", "b"),
      conversationName(key, "sms", 'a","b', ""),
      conversationName(key, "sms", "a:b", ""),
      conversationName(key.replace("k", "l"), "sms", "a", "b"),
    ])
    expect(new Set(names).size).toBe(names.length)
  })

  it("make ids of 100 bits that are short, lower-case and easy to read out", async () => {
    for (const id of [await orderId(key, "run/1/2"), await linkId(key, "order")])
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/)
  })

  it("never let an order's id tell its link", async () => {
    expect(await linkId(key, "same")).not.toBe(await orderId(key, "same"))
  })

  it("stay what they are: a changed one would orphan every stored link and conversation", async () => {
    expect(await conversationName(key, "whatsapp", "main", "+27821110001")).toBe(
      "c1.DkkgmBmKrnePFTM76WZE8JzOBqXozVPm7I2bFfaaxH0",
    )
    expect(await orderId(key, "run/1/2")).toBe("q36vdz47p3s641x19nx3")
    expect(await linkId(key, "order")).toBe("pwfbk499zswc06zq250q")
  })

  it("store a link as its SHA-256", async () => {
    expect(await linkHash("abc")).toBe(createHash("sha256").update("abc").digest("hex"))
  })

  it("need a long key", async () => {
    for (const promise of [
      orderId("", "run/1/2"),
      linkId("short", "order"),
      conversationName("k".repeat(31), "a", "b", "c"),
    ])
      await expect(promise).rejects.toMatchObject({ code: "not_configured" })
  })

  it("make a fresh id each time", () => {
    const ids = Array.from({ length: 1000 }, newId)
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16}$/)
  })
})
