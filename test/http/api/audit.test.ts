import { env, exports } from "cloudflare:workers"
import { expect, it } from "vitest"
import { call } from "../api-client"
import { paidFor } from "../api-shop"

const told = async (subject: string) =>
  (await call("GET", `/events?types=operator.did&limit=100&subject=${subject}`)).json.items

it("tells who gave money back, of which order and how much", async () => {
  const { order } = await paidFor()
  const { json: made } = await call("POST", "/tokens", { title: "the till" })
  const response = await exports.default.fetch(`https://pay.test/api/orders/${order.id}/refund`, {
    method: "POST",
    headers: { authorization: `Bearer ${made.token}`, "idempotency-key": "k" },
    body: JSON.stringify({ amount: "10.00" }),
  })
  expect(response.status).toBe(200)
  expect(await told(order.id)).toMatchObject([
    {
      order: order.id,
      data: { who: `token:${made.id}`, what: "orders.refund", before: null, after: { amount: "10.00" } },
    },
  ])
  expect(await told(made.id)).toMatchObject([
    { data: { who: "token:deployment", what: "tokens.create", after: { title: "the till" } } },
  ])
  expect(JSON.stringify(await env.DB.prepare("select * from stream").all())).not.toContain(made.token)
})

it("tells how a setting stood before and after", async () => {
  await call("PUT", "/settings", { retentionDays: 30 })
  await call("PUT", "/settings", { retentionDays: 60 })
  const data = (await told("settings")).map((item: { data: object }) => item.data)
  expect(data).toMatchObject([
    { what: "settings.save", before: { retentionDays: null }, after: { retentionDays: 30 } },
    { what: "settings.save", before: { retentionDays: 30 }, after: { retentionDays: 60 } },
  ])
})

it("tells nothing of what was only looked at, or refused", async () => {
  await call("GET", "/settings")
  await call("PUT", "/settings", { retentionDays: 0 })
  await call("DELETE", "/tokens/nobody")
  expect(await told("nobody")).toEqual([])
  const { json } = await call("GET", "/events?types=operator.did&limit=100")
  expect(json.items.filter(({ data }: { data: { what: string } }) => data.what === "settings.show")).toEqual([])
})
