import { createExecutionContext } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { describe, expect, it, vi } from "vitest"
import worker from "../../src/index"
import { linkId } from "../../src/platform/identity"
import { cancelForm } from "../support/cancelling"
import { publish } from "../support/deployment"
import { shop } from "../support/flows"
import { linkOf, paid, type Stage } from "../support/stage"
import { ask, atPayment, harmless, plantedStage, stored, watch } from "./attack"
import { checkout, now, opened, pathOf, STRIPE, session } from "./paying"

watch()

describe("a payment provider that lies", () => {
  it.each([
    "javascript:alert(1)",
    "http://checkout.stripe.com/c/pay/cs_1",
    "https://evil@checkout.stripe.com/c",
    "https://checkout.stripe.com@evil.example/c",
    "https://checkout.stripe.com.evil.example/c",
    "https://xstripe.com/c",
    "https://evil.example/.stripe.com",
    "https://checkout.stripe.com:8443/c",
    "https://checkout.stripe.com\\@evil.example/",
    "https://checkout.stripe.com/\r\nset-cookie: a=b",
    "https://сheckout.stripe.com/c",
    "//checkout.stripe.com/c",
    "data:text/html,x",
    `https://checkout.stripe.com/${"x".repeat(5000)}`,
    "",
    { toString: "https://checkout.stripe.com/" },
  ])("54 is not followed to %j", async (url) => {
    const { play, order } = await opened()
    play.answers[STRIPE] = () => session({ url })
    const answer = await checkout(order)
    expect(answer.status).toBe(503)
    expect(answer.headers.get("location")).toBeNull()
    expect(answer.text).not.toContain("evil")
    expect(await now(order)).toMatchObject({ status: "open", reference: null })
    const attempts = await env.DB.prepare("select url from attempts where order_id = ?").bind(order.id).all()
    expect(attempts.results).toEqual([{ url: null }])
    expect((await ask(await pathOf(order))).status).toBe(200)
  })

  const keys = (play: Stage) => play.asked.map(({ headers }) => headers.get("idempotency-key"))

  it.each([
    ["a 500 after it did create", () => Response.json({ error: { type: "api_error" } }, { status: 500 }), true],
    ["silence", () => Promise.reject(new TypeError("Network connection lost.")), true],
    ["a page of HTML", () => new Response("<html><script>alert(1)</script></html>"), true],
    ["no id", () => session({ id: null }), true],
    ["an id that is a number", () => session({ id: 7 }), true],
    ["a list", () => Response.json([session()]), true],
    [
      "the stored 500 of its key",
      () => new Response("{}", { status: 500, headers: { "idempotent-replayed": "true" } }),
      false,
    ],
  ] as const)(
    "55 with %s is asked again, by the same key unless that is spent, and one checkout is kept",
    async (_, lie, same) => {
      const { play, order } = await opened()
      play.answers[STRIPE] = async () => lie()
      const first = await checkout(order)
      expect(first.status).toBeGreaterThanOrEqual(500)
      expect(first.text).not.toContain("alert")
      expect(await now(order)).toMatchObject({ status: "open", reference: null })
      play.answers[STRIPE] = () => session()
      const second = await checkout(order)
      expect(second.headers.get("location")).toBe("https://checkout.stripe.com/c/pay/cs_1")
      expect(new Set(keys(play)).size === 1).toBe(same)
      expect(await now(order)).toMatchObject({ status: "open", reference: "cs_1" })
      const before = play.asked.length
      expect((await checkout(order)).status).toBe(303)
      expect(play.asked.length).toBe(before)
    },
  )
})

it("56 a price that changes between link and payment changes nothing of the order", async () => {
  const { play, order } = await opened()
  await publish(`dearer-${play.account}`, `dearer-${play.account}`, shop({ amount: "199.50" }))
  const flow = `flow-${play.account.replace("wa-", "")}`
  await env.DB.prepare("update flow_versions set document = replace(document, '99.50', '199.50') where flow = ?")
    .bind(flow)
    .run()
  play.answers[STRIPE] = () => session()
  await checkout(order)
  expect(new URLSearchParams(play.asked[0]?.body).get("line_items[0][price_data][unit_amount]")).toBe("9950")
  await play.callback(paid({ ...order, minor: 19_950 }))
  expect(await now(order)).toMatchObject({ status: "paid", minor: 9950, captured: 19_950, over: 10_000 })
})

describe("a link", () => {
  const shape = ({ status, text, headers }: Awaited<ReturnType<typeof ask>>) =>
    JSON.stringify([status, text, [...headers].sort()])

  /** Straight at the Worker: ten thousand requests through the loopback take half a minute. */
  async function knock(guess: string) {
    const request = new Request(`https://pay.test/p/${guess}`)
    const { status, headers, body } = await worker.fetch(request, env, createExecutionContext())
    return { status, headers, text: await new Response(body).text() }
  }

  it("57 that is guessed ten thousand times teaches nothing: one answer, and nothing changes", async () => {
    const { play, order } = await opened()
    const link = await linkId(env.HASH_KEY, order.id)
    const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    const near = [...link].flatMap((_, place) =>
      [...alphabet].map((letter) => link.slice(0, place) + letter + link.slice(place + 1)),
    )
    const odd = [
      link.slice(0, 19),
      `${link}0`,
      `${link}%00`,
      `%00${link}`,
      "%252e%252e",
      "null",
      "a".repeat(2000),
      order.id,
      order.number,
      encodeURIComponent(order.link),
    ]
    const sequential = Array.from({ length: 10_000 }, (_, index) => index.toString(32).padStart(20, "0"))
    const guesses = [...odd, ...near, ...sequential].filter((guess) => guess !== link).slice(0, 10_000)
    expect(guesses).toHaveLength(10_000)
    const before = await stored()
    const answers = new Set<string>()
    for (let start = 0; start < guesses.length; start += 100) {
      const some = guesses.slice(start, start + 100)
      for (const answer of await Promise.all(some.map(knock))) answers.add(shape(answer))
    }
    for (const method of ["POST", "PUT", "DELETE"])
      for (const end of ["/checkout", "/cancel", "/return", ""])
        answers.add(shape(await ask(`/p/${"0".repeat(20)}${end}`, { method })))
    expect([...answers].map((answer) => answer.slice(0, 5))).toEqual(["[404,"])
    expect(await stored()).toEqual(before)
    expect(play.asked).toEqual([])
    expect((await ask(`/p/${link}`)).status).toBe(200)
  }, 60_000)

  it("58 that is used again after its order expired opens no checkout", async () => {
    const { play, order } = await opened({ expirySeconds: 3600 })
    vi.useFakeTimers({ toFake: ["Date"], now: order.expiresAt + 1000 })
    const answer = await harmless(play, () => checkout(order))
    expect([answer.status, answer.headers.get("location")]).toEqual([303, await pathOf(order)])
    expect((await ask(await pathOf(order))).text).not.toContain("<form")
  })

  it("58 of one order neither shows nor moves another", async () => {
    const { play, order } = await opened()
    const other = await plantedStage(shop({ description: "someone else's wedding cake" }))
    const theirs = await atPayment(other)
    play.answers[STRIPE] = () => session()
    other.answers[STRIPE] = () => session()
    const before = await now(theirs)
    const [mine, not] = [await pathOf(order), await pathOf(theirs)]
    expect((await ask(mine)).text).not.toContain("wedding")
    await ask(`${mine}/checkout?link=${not.slice(3)}&order=${theirs.id}`, {
      method: "POST",
      body: new URLSearchParams({ link: not, order: theirs.id }),
    })
    for (const path of [`${mine}${not}`, `${mine}/checkout${not}`, `${mine}/..%2f${not.slice(3)}`])
      expect((await ask(path)).status).toBe(404)
    await ask(`${mine}/cancel`, await cancelForm(env.HASH_KEY, mine))
    expect(await now(theirs)).toEqual(before)
    expect(linkOf(other.sent[0])).toBe("")
  })
})
