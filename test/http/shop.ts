import { env } from "cloudflare:workers"
import { eq } from "drizzle-orm"
import { Hono } from "hono"
import { vi } from "vitest"
import { paymentConfiguration } from "../../src/core/order/configuration"
import type { OrderStatus } from "../../src/core/order/states"
import { callbacks } from "../../src/http/intake/callbacks"
import { pay } from "../../src/http/pay"
import { sandbox } from "../../src/http/sandbox/sandbox"
import { sandbox as provider } from "../../src/payments/sandbox/sandbox"
import { linkHash, linkId } from "../../src/platform/identity"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"
import { type Attempt, attemptsOf } from "../../src/store/orders/attempts"
import type { OrderEvent } from "../../src/store/orders/history"
import { type NewOrder, openOrder } from "../../src/store/orders/open"
import { findOrder, type Order } from "../../src/store/orders/orders"
import { orders } from "../../src/store/schema"
import { saveConfiguration } from "../../src/store/settings/payments"
import { cancelForm } from "../support/cancelling"
import { eventsOf, recorded, standing } from "../support/facts"

export const SECRET = "sandbox-secret-0123456789"

export const HOUR = 3_600_000

const db = database(env.DB)

/** The pages, the pretend provider and its callbacks: the whole way of a payment. */
export const app = new Hono<{ Bindings: Env }>()
  .route("/p", pay)
  .route("/sandbox", sandbox)
  .route("/callbacks", callbacks)

/** One order at a shop that is paid through the sandbox. */
export interface Shop {
  account: string
  order: Order
  /** The path of the order's page. */
  path: string
  /** Requests to the outside, as `POST /sandbox/sessions`. */
  asked: string[]
  /** What the outside answers instead of the sandbox. Null is the sandbox again. */
  outside: ((request: Request) => Response | null) | null
  /** A request to the deployment, whose redirects are not followed. */
  visit(path: string, init?: RequestInit): Promise<Response>
  post(path: string): Promise<Response>
  /** The customer reads the page that asks whether to cancel, and means it. */
  cancel(): Promise<Response>
  now(): Promise<Order>
  /** Everything that is stored of the order. */
  stored(): Promise<{ order: Order; attempts: Attempt[]; events: OrderEvent[] }>
  change(fields: Partial<Pick<Order, "number" | "expiresAt">>): Promise<void>
  /** Has it come to stand so, one status after the other. */
  stands(...statuses: OrderStatus[]): Promise<void>
  /** Records what a provider would tell. */
  hears(fact: Parameters<typeof recorded>[2]): Promise<void>
}

let shops = 0

/** Opens a shop with one order. Ids are its own, so that tests do not meet. */
export async function shop(wanted: Partial<NewOrder> = {}, settings: object = {}): Promise<Shop> {
  shops += 1
  const account = `shop-${shops}`
  const fields = { id: account, service: "sandbox", title: "Shop", config: { secret: SECRET } }
  await accounts(db, "payment", env.SECRETS_KEY).create(fields, provider.config, Date.now())
  const defaults = { account, merchant: "Kasi Shoes", contact: "help@kasishoes.example", currency: "ZAR" }
  await saveConfiguration(db, paymentConfiguration.parse({ ...defaults, ...settings }), Date.now())

  const id = `order-${shops}`
  const link = await linkId(env.HASH_KEY, id)
  const opened = await openOrder(db, {
    id,
    key: `run-${shops}/1/1`,
    link: await linkHash(link),
    conversation: `c1.shop-${shops}`,
    flow: "flow",
    flowVersion: 1,
    node: "pay",
    paymentAccount: account,
    mode: "test",
    money: { minor: 129_900, currency: "ZAR" },
    description: "Trail running shoes",
    language: "en-ZA",
    number: { custom: `K-${shops}` },
    at: Date.now(),
    expiresAt: Date.now() + 24 * HOUR,
    random: () => "AAAAAAAA",
    ...wanted,
  })
  if (!("order" in opened)) throw new Error(opened.refused)

  const shop: Shop = {
    account,
    order: opened.order,
    path: `/p/${link}`,
    asked: [],
    outside: null,
    visit: async (path, init) => app.request(path, init, env),
    post: (path) => shop.visit(path, { method: "POST" }),
    cancel: async () => shop.visit(`${shop.path}/cancel`, await cancelForm(env.HASH_KEY, shop.path)),
    async now() {
      const order = await findOrder(db, id)
      if (!order) throw new Error("the order is gone")
      return order
    },
    async stored() {
      return { order: await shop.now(), attempts: await attemptsOf(db, id), events: await eventsOf(db, id) }
    },
    async change(fields) {
      await db.update(orders).set(fields).where(eq(orders.id, id))
    },
    async stands(...statuses) {
      for (const status of statuses) await standing(db, await shop.now(), status)
    },
    async hears(fact) {
      await recorded(db, await shop.now(), fact)
    },
  }
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    if (origin !== "https://pay.test") throw new Error(`nobody expected a request to ${origin}`)
    shop.asked.push(`${request.method} ${pathname}`)
    return shop.outside?.(request) ?? app.fetch(request, env)
  })
  return shop
}
