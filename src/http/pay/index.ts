import { type Context, Hono } from "hono"
import { type Asked, isCustomerField, readPayer } from "../../core/order/payer"
import { orderStates } from "../../core/order/states"
import { worldOf } from "../../deployment/cloudflare"
import { databaseOf } from "../../deployment/databases"
import type { World } from "../../deployment/deployment"
import { isLocal } from "../../deployment/local"
import { checkoutFound, claimFor, offered } from "../../orders/checkout"
import { type Closed, closeOrder } from "../../orders/close"
import { askProvider } from "../../orders/lookup"
import { type Prospect, prospectOf, show } from "../../orders/shown"
import { tell } from "../../orders/told"
import { Failure } from "../../platform/failure"
import { formProof, linkHash } from "../../platform/identity"
import { log } from "../../platform/log"
import { readRequest } from "../../platform/request"
import { cache } from "../../store/cache"
import { databaseError } from "../../store/database"
import { isUntold, type Order } from "../../store/orders/orders"
import { type Claim, type Found, findStanding } from "../../store/orders/standing"
import type { Shown } from "./checkout-page"
import { isMeant } from "./meant"
import { renderTrouble, renderUnknown } from "./notice-page"
import { type Purpose, renderCheckout, renderOrder, renderPosting } from "./order-page"
import { pageHeaders } from "./page"
import { isAwaiting, isOffered, type Visit } from "./visit"
import { type Voice, voiceOf } from "./voice"

/**
 * What a customer's link opens. Nothing here knows a cookie: whoever holds the link may see the order, pay it and cancel
 * it, and nobody else can name it. So a POST from another site can do nothing that its sender could not do directly.
 */
export const pay = new Hono<{ Bindings: Env }>()

type PayContext = Context<{ Bindings: Env }>

/** Orders asked about lately: one link that is opened again and again must not spend the provider's patience with all. */
const asking = cache<true>({ size: 2000, seconds: 2 })

/** Faults of the deployment, or of the merchant's account, that no second try mends. */
const UNPAYABLE: readonly string[] = ["not_configured", "unsealable"]

/** What Stripe wants when it is asked too often, though it does not say so. */
const BUSY_SECONDS = 5

/** Bytes of a form with all its fields. */
const LONGEST_FORM = 8192

/** Seconds between looks at an order whose customer came back: soon at first, and an end to it. */
const WAITS: readonly number[] = [2, 3, 4, 5, 8, 13]

pay.use(async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(await pageHeaders(await ownOrigins(c)))) c.header(name, value)
})

// Previews of messages and scanners of carriers open every link: a GET changes nothing and asks nobody.
pay.get("/:link", (c) =>
  withOrder(c, (visit) =>
    visit.path === `/p/${c.req.param("link")}` ? page(c, visit, "pay") : c.redirect(visit.path, 302),
  ),
)
pay.get("/:link/cancel", (c) =>
  withOrder(c, async (visit, world) =>
    page(c, { ...visit, proof: await formProof(world.hashKey, linkIn(c), visit.at) }, "cancel"),
  ),
)
// What chat apps and the back button make of it.
for (const end of ["/:link/", "/:link/checkout"]) pay.get(end, (c) => withOrder(c, ({ path }) => c.redirect(path, 302)))

// Twice at once is harmless: both claim the same attempt, and the provider gives one key one checkout.
pay.post("/:link/checkout", (c) =>
  withPress(c, async (visit, world, { asks, country }, found) => {
    const { order, path } = visit
    const typed = asks.length > 0 ? await typedIn(c) : {}
    const read = readPayer(asks, typed, country)
    if ("wrong" in read) return c.html(renderOrder(inNeed(visit, asks, typed, read.wrong), "pay"), 422)
    const offer = await checkoutFound(world, found, read)
    if ("order" in offer) {
      await inform(c, world, offer)
      return c.redirect(path, 303)
    }
    // The account was given another provider's needs meanwhile.
    if ("needs" in offer) return c.html(renderOrder(inNeed(visit, offer.needs, typed, []), "pay"), 422)
    if (!("checkout" in offer)) return c.redirect(`${path}/return`, 303)
    const { checkout: opened } = offer
    if (opened.kind === "page")
      return opened.fields ? c.html(renderPosting(visit, opened.url, opened.fields)) : c.redirect(opened.url, 303)
    await show(world, order, offer)
    return c.redirect(`${path}/return`, 303)
  }),
)

pay.post("/:link/cancel", (c) =>
  withOrder(c, async ({ order, path, at }, world) => {
    if (order.status === "open") {
      const posted = { proof: (await formIn(c)).get("proof") ?? "", site: c.req.header("sec-fetch-site") }
      if (!(await isMeant(world.hashKey, linkIn(c), posted, at))) return c.redirect(`${path}/cancel`, 303)
      const ending = { as: "cancelled", cause: "customer" } as const
      await inform(c, world, await closeOrder(world, order, ending, "brief"))
    }
    return c.redirect(path, 303)
  }),
)

// Being here proves nothing: what counts is what the provider says, now when asked or later in its callback.
pay.get("/:link/return", (c) =>
  withOrder(c, async (visit, world) => {
    // The one GET that asks somebody: of checkouts that somebody opened, while it matters, and never for a mere HEAD.
    const asks = isAwaited(visit.order) && c.req.method === "GET" && isFirst(visit)
    const order = asks ? await asked(c, world, visit.order) : visit.order
    const seen = { ...visit, order, at: world.now() }
    const shown = await shownTo(seen, world)
    if (shown) return c.html(renderCheckout(seen, shown, waitsOf(c, visit.path)))
    const wait = isAwaiting(seen) ? WAITS[countOf(c.req.query("n"))] : undefined
    // As a header, for it is not for readers: the page says that it updates, and stops by itself.
    if (wait !== undefined) c.header("refresh", `${wait}; url=${visit.path}/return?n=${countOf(c.req.query("n")) + 1}`)
    return page(c, seen, wait === undefined ? "slow" : "checking")
  }),
)

pay.all("*", (c) => unknown(c))

/** Without https the sandbox's checkout is at this deployment's own address, which may be another name of this machine. */
async function ownOrigins(c: PayContext): Promise<string[]> {
  return isLocal(c.env) ? [new URL(await worldOf(c.env).address()).origin] : []
}

pay.onError(async (error, c) => trouble(c, error, await voiceOf(null, c.req.header("accept-language"))))

/** Characters of a link with what human hands add to it. */
const LONGEST_LINK = 60

/**
 * The link as it was sent, though it went through human hands: in capitals, with an o for a 0, or with the mark that ended
 * its sentence.
 */
function linkIn(c: PayContext): string {
  const written = c.req.param("link") ?? ""
  if (written.length > LONGEST_LINK) return written
  const plain = written.replace(/[\p{P}\p{S}\s]+$/u, "").toLowerCase()
  const link = plain.replace(/o/g, "0").replace(/[il]/g, "1")
  return /^[0-9a-z]{20}$/.test(link) ? link : written
}

type Visitor = (visit: Visit<Order>, world: World, prospect: Prospect, found: Found) => Response | Promise<Response>

/** Finds the order that the link is for, in one trip, and none for what cannot be a link. */
function withOrder(c: PayContext, then: Visitor) {
  return withFound(c, then, async () => null)
}

/** The same for who wants to pay: the first to press has the first attempt by it, where nothing is left to ask. */
function withPress(c: PayContext, then: Visitor) {
  return withFound(c, then, async (world) => {
    const account = (await world.configuration())?.account
    return account === undefined ? null : claimFor(world, account)
  })
}

async function withFound(c: PayContext, then: Visitor, claimBy: (world: World) => Promise<Claim | null>) {
  const link = linkIn(c)
  if (!/^[0-9a-z]{20}$/.test(link)) return unknown(c)
  const world = worldOf(c.env)
  const [found, configuration] = await Promise.all([
    Promise.all([linkHash(link), claimBy(world)]).then(([hash, claim]) =>
      findStanding(databaseOf(world, { link }), { id: null, link: hash }, claim),
    ),
    world.configuration(),
  ])
  if (!found) return unknown(c)
  const { order, standing } = found
  const prospect = await prospectOf(world, order, standing)
  const visit: Visit<Order> = {
    order,
    path: `/p/${link}`,
    merchant: configuration?.merchant || null,
    contact: configuration?.contact || null,
    voice: await voiceOf(order.language, c.req.header("accept-language")),
    at: world.now(),
    asked: { fields: prospect.asks, typed: {}, wrong: [] },
    leadsTo: prospect.leadsTo,
  }
  try {
    return await then(visit, world, prospect, found)
  } catch (error) {
    return trouble(c, error, visit.voice)
  }
}

function page(c: PayContext, visit: Visit, purpose: Purpose): Response | Promise<Response> {
  return c.html(renderOrder(visit, purpose))
}

async function unknown(c: PayContext): Promise<Response> {
  return c.html(renderUnknown(await voiceOf(null, c.req.header("accept-language"))), 404)
}

/** What a form of ours holds; nothing of one that is longer than ours can be. */
async function formIn(c: PayContext): Promise<URLSearchParams> {
  const request = await readRequest(c.req.raw, LONGEST_FORM)
  return new URLSearchParams(request ? new TextDecoder().decode(request.body) : "")
}

async function typedIn(c: PayContext): Promise<Asked["typed"]> {
  return Object.fromEntries([...(await formIn(c))].filter(([name]) => isCustomerField(name)))
}

/** The page that asks, again where something was wrong. Whoever typed nothing sees the form for the first time. */
function inNeed(visit: Visit<Order>, fields: Asked["fields"], typed: Asked["typed"], wrong: Asked["wrong"]) {
  const isFirst = Object.keys(typed).length === 0
  return { ...visit, asked: { fields, typed, wrong: isFirst ? [] : wrong } }
}

/** What a customer has open on this page while they can still pay by it; null where that is elsewhere, or nothing. */
async function shownTo({ order, ...visit }: Visit<Order>, world: World): Promise<Shown | null> {
  if (!isOffered({ ...visit, order })) return null
  const offer = await offered(world, order)
  if (!offer) return null
  if (!("checkout" in offer)) return { presentation: null, againAt: offer.unclearUntil }
  const { checkout: opened } = offer
  if (opened.kind === "page") return null
  return { presentation: opened, againAt: opened.kind === "push" ? opened.usableUntil : null }
}

/** Where somebody without a script is led next, who has time to copy and to pay meanwhile; an end to it for who left. */
function waitsOf(c: PayContext, path: string): { seconds: number; url: string } | undefined {
  const count = countOf(c.req.query("n"))
  const seconds = count < 12 ? 15 : 60
  return count < 40 ? { seconds, url: `${path}/return?n=${count + 1}` } : undefined
}

/** Says nothing of what went wrong but whether trying again may help: the log has the rest. */
function trouble(c: PayContext, error: unknown, voice: Voice): Response | Promise<Response> {
  const failure = error instanceof Failure ? error : null
  const unpayable = failure !== null && (failure.advice === "hold" || UNPAYABLE.includes(failure.code))
  const wait = failure?.retryAfterSeconds ?? (failure?.code === "busy" ? BUSY_SECONDS : null)
  const status = failure === null ? 500 : unpayable || wait !== null ? 503 : 502
  log(failure ? "pay.refused" : "pay.failed", {
    route: c.req.routePath,
    status,
    reason: failure?.code ?? String(databaseError(error)),
  })
  if (wait !== null) c.header("retry-after", String(wait))
  const { method, path } = c.req
  const notice = unpayable && path.endsWith("/checkout") ? voice.words.unpayable : voice.words.trouble
  return c.html(renderTrouble(voice, notice, { method, path }), status)
}

async function asked(c: PayContext, world: World, order: Order): Promise<Order> {
  try {
    const now = await askProvider(world, order, "query")
    await inform(c, world, { order: now })
    return now
  } catch (error) {
    // The callback comes all the same: no reason to alarm somebody who may just have paid.
    if (!(error instanceof Failure)) throw error
    log("pay.notAsked", { order: order.id, reason: error.code })
    return order
  }
}

/** What could not be told now the sweep tells within a minute: the customer's page does not fail for it. */
async function inform(_c: PayContext, world: World, standing: Pick<Closed, "order"> & Partial<Closed>): Promise<void> {
  const { order } = standing
  if (!isUntold(order)) return
  try {
    await tell(world, standing)
  } catch (error) {
    log("order.notTold", { order: order.id, reason: error instanceof Error ? error.message : String(error) })
  }
}

/** Who comes right behind another sees what that one's question has brought, which is stored. */
function isFirst({ order, at }: Visit<Order>): boolean {
  if (asking.peek(order.id, at)) return false
  asking.keep(order.id, at, true)
  return true
}

function isAwaited(order: Order): boolean {
  return orderStates[order.status].open
}

/** Looks taken before this one; far too many when it is no number. */
function countOf(text: string | undefined): number {
  return text === undefined ? 0 : /^\d{1,3}$/.test(text) ? Number(text) : WAITS.length
}
