import { Hono } from "hono"
import * as z from "zod"
import { toBase32 } from "../../core/order/number"

const order = z.object({ customer: z.string().min(1) })

/** Characters of an order number: enough that no two are the same, few enough to be read out. */
const LENGTH = 8

/** The shop's own system in the examples, which gives out order numbers. Asked twice with one idempotency key, it gives the same. */
export const merchant = new Hono<{ Bindings: Env }>()

merchant.post("/orders", async (c) => {
  const given = order.safeParse(await c.req.json().catch(() => null))
  if (!given.success) return c.json({ error: "who is the customer?" }, 422)
  const key = c.req.header("idempotency-key") ?? crypto.randomUUID()
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)))
  return c.json({ number: `SHOP-${toBase32(digest).slice(0, LENGTH)}`, customer: given.data.customer }, 201)
})
