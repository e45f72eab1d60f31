import { env, exports } from "cloudflare:workers"
import { vi } from "vitest"
import type { Customer } from "../../src/core/order/checkout"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { worldOf } from "../../src/deployment/cloudflare"
import { outsideOf } from "../../src/deployment/outside"
import { checkout } from "../../src/orders/checkout"
import { findProvider } from "../../src/payments"
import type { EmulatedProvider, EmulateProvider } from "../../src/payments/emulator"
import type { Answered, Call } from "../../src/platform/emulator"
import { linkHash, linkId } from "../../src/platform/identity"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"
import { type Attempt, attemptsOf } from "../../src/store/orders/attempts"
import { openOrder } from "../../src/store/orders/open"
import { findOrder, type Order } from "../../src/store/orders/orders"
import { conversations } from "../../src/store/schema"
import { saveConfiguration } from "../../src/store/settings/payments"
import { eventsOf } from "../support/facts"

const HOUR = 3_600_000

const db = database(env.DB)

/** One order that is paid through an emulated provider, at the real Worker. */
export interface EmulatedShop {
  provider: EmulatedProvider
  account: string
  /** The path of the order's page. */
  path: string
  /** Every request to the provider, as `POST /v1/payments`. */
  asked: string[]
  /** What becomes of a request before the provider hears of it; null is nothing. Its answer can be lost as well. */
  outside: ((request: Request, answer: () => Promise<Response>) => Promise<Response> | null) | null
  /** The customer wants to pay. */
  press(): Promise<Response>
  /** The customer wants to pay, and says what is asked for. */
  pressWith(answers: Partial<Customer>): Promise<void>
  /** What the provider calls; the statuses that it hears. */
  deliver(calls: readonly Call[]): Promise<number[]>
  now(): Promise<Order>
  attempts(): Promise<Attempt[]>
  /** Statuses of what was told of the order. */
  told(): Promise<string[]>
}

let shops = 0

/** Opens a shop. Ids are its own, so that tests do not meet. */
export async function emulatedShop(
  name: string,
  emulate: EmulateProvider,
  { host, pages = host, phone }: { host: string; pages?: string; phone: string },
): Promise<EmulatedShop> {
  shops += 1
  const account = `${name}-${shops}`
  const definition = findProvider(name)
  if (!definition) throw new Error(`there is no provider ${name}`)
  const random = () => Math.random()
  let callbackUrl = ""
  const provider = emulate({ base: pages, callTo: () => callbackUrl, now: () => Date.now(), random })
  const fields = { id: account, service: name, title: "Shop", config: provider.config }
  const kept = accounts(db, "payment", env.SECRETS_KEY)
  await kept.create(fields, definition.config, Date.now())
  const { price } = provider
  const configuration = { account, merchant: "Rose Bakery", currency: price.currency }
  await saveConfiguration(db, paymentConfiguration.parse(configuration), Date.now())

  const id = `order-${name}-${shops}`
  const conversation = `c1.${account}`
  await addContact(conversation, phone)
  const link = await linkId(env.HASH_KEY, id)
  const opened = await openOrder(db, {
    ...{ id, key: `run-${name}-${shops}/1/1`, link: await linkHash(link), conversation },
    ...{ flow: "flow", flowVersion: 1, node: "pay", paymentAccount: account, mode: "test", money: price },
    ...{ description: "Two loaves", language: "en", number: { custom: `K-${name}-${shops}` } },
    ...{ at: Date.now(), expiresAt: Date.now() + HOUR, random: () => "AAAAAAAA" },
  })
  if (!("order" in opened)) throw new Error(opened.refused)

  const shop: EmulatedShop = {
    provider,
    account,
    path: `/p/${link}`,
    asked: [],
    outside: null,
    press: () => exports.default.fetch(`https://pay.test${shop.path}/checkout`, { method: "POST", redirect: "manual" }),
    async pressWith(answers) {
      await checkout(worldOf(env), await shop.now(), { payer: answers })
    },
    async deliver(calls) {
      const statuses = []
      for (const { url, method, headers, body } of calls)
        statuses.push((await exports.default.fetch(url, { method, headers, body })).status)
      return statuses
    },
    async now() {
      const order = await findOrder(db, id)
      if (!order) throw new Error("the order is gone")
      return order
    },
    attempts: () => attemptsOf(db, id),
    async told() {
      return (await eventsOf(db, id)).map(({ status }) => status)
    },
  }
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    if (origin !== host) throw new Error(`nobody expected a request to ${origin}`)
    shop.asked.push(`${request.method} ${pathname}`)
    const heard = request.clone()
    const answer = () => answerOf(provider, heard)
    return (await shop.outside?.(request, answer)) ?? answer()
  })
  const world = worldOf(env)
  const payments = await world.payments(account)
  callbackUrl = payments?.callbackUrl ?? ""
  // As an operator sets the provider's side up.
  const outside = outsideOf(world, { kind: "payment", account, version: payments?.version ?? "" })
  const learnt = await payments?.connection.arrange?.(outside)
  const arranged = { title: "Shop", config: { ...provider.config, ...learnt } }
  if (learnt) await kept.update(account, arranged, definition.config, Date.now())
  shop.asked.length = 0
  return shop
}

async function answerOf({ service }: EmulatedProvider, request: Request): Promise<Response> {
  const { pathname: path, searchParams: query } = new URL(request.url)
  const { method } = request
  const headers = Object.fromEntries(request.headers)
  const body = new TextDecoder().decode(await request.arrayBuffer())
  return responseOf(await service({ at: Date.now(), method, path, query, headers, body }))
}

function responseOf(answered: Answered | null): Response {
  const { status, body, headers: said = {} } = answered ?? { status: 404, body: "nothing here" }
  return typeof body === "string"
    ? new Response(body, { status, headers: said })
    : Response.json(body, { status, headers: said })
}

/** Whom the chat is with. */
async function addContact(conversation: string, phone: string): Promise<void> {
  await db.insert(conversations).values({ id: conversation, account: "chat", phone, createdAt: Date.now() })
}
