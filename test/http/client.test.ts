import { exports } from "cloudflare:workers"
import { expect, it } from "vitest"
import { type Call, paythread, Refusal } from "../../client/client"
import { goodwill } from "../../client/example"
import { paidFor, refundsAsked } from "./api-shop"

const door = (request: Request) => exports.default.fetch(request)
const shop = { url: "https://pay.test/", token: "test-token", fetch: door }

/** A client whose network does what is told, request by request; then it works. */
function flaky(...faults: (() => Promise<Response>)[]): { call: Call; keys: (string | null)[] } {
  const keys: (string | null)[] = []
  const fetch = async (request: Request) => {
    keys.push(request.headers.get("idempotency-key"))
    return (faults.shift() ?? (() => door(request)))()
  }
  return { call: paythread({ ...shop, fetch }), keys }
}

const passing = async () => new Response("", { status: 503, headers: { "retry-after": "0" } })

it("does what the documentation shows, once", async () => {
  const { order, play } = await paidFor()
  const said = `Given back of ${order.number}: 10.00 ZAR.`
  expect(await goodwill(shop, order.number)).toBe(said)
  expect(await goodwill(shop, order.number)).toBe(said)
  expect(refundsAsked(play)).toHaveLength(1)
  expect(await goodwill(shop, "nothing")).toBe("There is no order nothing.")
})

it("answers as the types say, nothing where there is nothing", async () => {
  const call = paythread(shop)
  const made = await call("tokens.create", { body: { title: "the client's", rights: ["orders.read"] } })
  expect(made).toMatchObject({ title: "the client's", rights: ["orders.read"] })
  expect(await call("tokens.revoke", { path: { id: made.id } })).toBeUndefined()
  expect((await call("orders.export", { query: { currency: "KES" } })).split(",")[0]).toContain("number")
})

it("says what the API has against a request, with its faults", async () => {
  const refused = await paythread(shop)("tokens.create", { body: { title: "" } }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ status: 422, code: "invalid", faults: [{ path: "title" }] })
})

it("tries again under the same key what fails by no fault of the request, and gives up", async () => {
  const { call, keys } = flaky(passing, passing)
  expect((await call("tokens.create", { body: { title: "again" } })).title).toBe("again")
  expect([keys.length, new Set(keys).size, keys[0] === null]).toEqual([3, 1, false])
  const { items } = await call("tokens.list", { query: { limit: 100 } })
  expect(items.filter(({ title }) => title === "again")).toHaveLength(1)
  const hopeless = flaky(passing, passing, passing)
  await expect(hopeless.call("settings.show")).rejects.toMatchObject({ status: 503 })
  const dead = async () => Promise.reject(new TypeError("network"))
  await expect(flaky(dead, dead, dead).call("settings.show")).rejects.toThrow("network")
})
