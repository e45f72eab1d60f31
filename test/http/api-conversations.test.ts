import { listDurableObjectIds } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { call } from "./api-client"
import { ordered, paidFor } from "./api-shop"

describe("conversations", () => {
  it("are listed the newest first and shown with all that was said", async () => {
    const { order } = await paidFor()
    const listed = (await call("GET", "/conversations?limit=100")).json.items
    expect(listed).toContainEqual(
      expect.objectContaining({ id: order.conversation, phone: "+27821110001", name: "Thandi" }),
    )
    const { status, json } = await call("GET", `/conversations/${order.conversation}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id: order.conversation,
      channel: "whatsapp",
      contact: { phone: "+27821110001", name: "Thandi" },
      runs: [],
      ended: [{ status: "ended" }],
      optedOutAt: null,
    })
    const said = json.timeline.map(({ type, text }: { type: string; text: string }) => `${type}: ${text}`)
    expect(said).toContain("received: Thandi")
    expect(said).toContain(`order: ${order.number}`)
    expect(json.timeline.map(({ at }: { at: number }) => at)).toEqual(
      json.timeline.map(({ at }: { at: number }) => at).toSorted((a: number, b: number) => a - b),
    )
  })

  it("show where a run stands and what it waits for", async () => {
    const { order } = await ordered()
    const { json } = await call("GET", `/conversations/${order.conversation}`)
    expect(json.runs).toMatchObject([{ node: "pay", waitsFor: expect.arrayContaining(["order"]), status: "waiting" }])
  })

  it("that nobody began are not found, and not made by asking", async () => {
    const before = (await listDurableObjectIds(env.CONVERSATION)).length
    expect((await call("GET", "/conversations/c1.nobody")).status).toBe(404)
    expect(await listDurableObjectIds(env.CONVERSATION)).toHaveLength(before)
  })
})
