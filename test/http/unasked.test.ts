import { listDurableObjectIds } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import { conversationName } from "../../src/platform/identity"
import { registerConversation } from "../../src/store/conversations/directory"
import { database } from "../../src/store/database"
import { shop } from "../support/flows"
import { inbound, linkOf, paid, type Stage, stage, textOf } from "../support/stage"

const OLD = "15550000201"
const NEW = "15550000202"

let ids = 0
let clock = Math.floor(Date.now() / 1000) - 10_000
const later = () => (clock += 10)

async function rest(): Promise<void> {
  for (const id of await listDurableObjectIds(env.CONVERSATION)) await env.CONVERSATION.get(id).drain()
}

async function post(play: Stage, messages: object[]): Promise<void> {
  const number = `7008${play.account.slice("wa-".length)}`
  expect((await play.webhook(inbound(number, { messages }))).status).toBe(200)
  await rest()
}

const text = (from: string, body: string) => ({
  from,
  id: `wamid.unasked${++ids}`,
  timestamp: String(later()),
  type: "text",
  text: { body },
})

const write = (play: Stage, from: string, body: string) => post(play, [text(from, body)])

async function named(play: Stage, phone: string, generation = 0) {
  const name = await conversationName(env.HASH_KEY, "whatsapp", play.account, `+${phone}`, generation)
  return env.CONVERSATION.getByName(name)
}

/** The statements about contacts that the deed has prepared. */
async function asksOfContacts(deed: () => Promise<void>): Promise<string[]> {
  const prepare = vi.spyOn(env.DB, "prepare")
  await deed()
  const texts = prepare.mock.calls.map(([statement]) => statement)
  prepare.mockRestore()
  return texts.filter((statement) => /"(addresses|conversations)"/.test(statement))
}

describe("what the database is asked of a contact whose message comes in", () => {
  it("is where they lead, when nobody heard of them yet, and what they are entered with then", async () => {
    const play = await stage(shop())
    const asked = await asksOfContacts(() => write(play, OLD, "hi"))
    expect(asked.filter((statement) => statement.startsWith("select"))).toHaveLength(1)
    expect(asked.filter((statement) => statement.startsWith("insert"))).toHaveLength(2)
    expect(play.sent.map(textOf)).toEqual(["What is your name?"])
  })

  it("is nothing, once they are known, though this isolate never heard of them", async () => {
    const play = await stage(shop())
    const stub = await named(play, OLD)
    const message = { type: "message" as const, id: "m0", contact: { phone: `+${OLD}` }, reply: { text: "hi" } }
    const known = [{ ...message, at: later() * 1000 }]
    expect(
      await stub.receive({ id: stub.name ?? "", channel: "whatsapp", account: play.account, inbound: known }),
    ).toEqual([])
    await rest()
    expect(await asksOfContacts(() => write(play, OLD, "Thandi"))).toEqual([])
    expect(await play.orders()).toHaveLength(1)
  })

  it("is nothing at the number they moved to", async () => {
    const play = await stage(shop({ expirySeconds: 3600 }))
    await write(play, OLD, "hi")
    await write(play, OLD, "Thandi")
    const system = { body: "changed", type: "user_changed_number", wa_id: NEW }
    await post(play, [{ from: OLD, id: "wamid.move", timestamp: String(later()), type: "system", system }])
    expect(await asksOfContacts(() => write(play, NEW, "resend"))).toEqual([])
    expect(linkOf(play.sent.at(-1))).toContain("https://pay.test/p/")
  })

  it("is nothing of who has a number after somebody else, from their second message on, in any isolate", async () => {
    const play = await stage(shop())
    await write(play, OLD, "hi")
    const system = { body: "changed", type: "user_changed_number", wa_id: NEW }
    await post(play, [{ from: OLD, id: "wamid.moved", timestamp: String(later()), type: "system", system }])
    await write(play, OLD, "hi")
    const [first, second] = [await named(play, OLD), await named(play, OLD, 1)]
    const message = { type: "message" as const, id: "m1", contact: { phone: `+${OLD}` }, reply: { text: "hi" } }
    const delivery = { id: first.name ?? "", channel: "whatsapp", account: play.account, begin: false }
    const refused = await first.receive({ ...delivery, inbound: [{ ...message, at: later() * 1000 }] })
    expect(refused.map(({ why, heir }) => [why, heir])).toEqual([["other", second.name]])
    expect(await asksOfContacts(() => write(play, OLD, "Bob"))).toEqual([])
  })
})

describe("an address that only the directory of the release before leads to a conversation", () => {
  const atPayment = async () => {
    const play = await stage(shop({ expirySeconds: 3600 }))
    await write(play, OLD, "hi")
    await write(play, OLD, "Thandi")
    const link = linkOf(play.sent.at(-1))
    const stub = await named(play, OLD)
    const id = stub.name ?? ""
    // As it was left: the conversation and the directory know of the move, the object of the new number does not exist.
    const at = later() * 1000
    const move = { id: "wamid.before", from: { phone: `+${OLD}` }, to: { phone: `+${NEW}` }, at }
    const whose = { id, channel: "whatsapp", account: play.account }
    await stub.move({ named: whose, moves: [move], begin: false })
    const entry = { id, account: play.account, phone: `+${NEW}`, userId: null, name: null, at, left: [`+${OLD}`] }
    await registerConversation(database(env.DB), entry)
    await rest()
    const [order] = await play.orders()
    if (!order) throw new Error("no order was opened")
    return { play, link, order }
  }

  it("finds its open order, and asks the directory once", async () => {
    const { play, link, order } = await atPayment()
    const asked = await asksOfContacts(() => write(play, NEW, "resend"))
    expect(asked.map((statement) => statement.slice(0, 6))).toEqual(["select"])
    expect(linkOf(play.sent.at(-1))).toBe(link)
    expect(await play.orders()).toHaveLength(1)
    const stub = await named(play, NEW)
    const message = { type: "message" as const, id: "m2", contact: { phone: `+${NEW}` }, reply: { text: "hi" } }
    const delivery = { id: stub.name ?? "", channel: "whatsapp", account: play.account, begin: false }
    const refused = await stub.receive({ ...delivery, inbound: [{ ...message, at: later() * 1000 }] })
    expect(refused.map(({ heir }) => heir)).toEqual([order.conversation])
    expect(await asksOfContacts(() => write(play, NEW, "resend"))).toEqual([])
    expect(await play.callback(paid(order))).toBe(200)
    await rest()
    expect(play.sent.map(textOf).at(-1)).toMatch(/^Enjoy, Thandi!/)
  })
})
