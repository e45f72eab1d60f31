import { type Context, Hono } from "hono"
import { worldOf } from "../../deployment/cloudflare"
import type { World } from "../../deployment/deployment"
import type { OpenedPayments } from "../../deployment/payments"
import { ask } from "../../orders/account"
import { resolveHint } from "../../orders/hint"
import { newsOf, type Taken, take } from "../../orders/take"
import { type Afterwards, tell } from "../../orders/told"
import { findProvider } from "../../payments"
import type { Received } from "../../payments/provider"
import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"
import { type RawRequest, readRequest } from "../../platform/request"
import { equal } from "../../platform/signature"
import { noteFailed } from "../../store/accounts/health"
import { recordForeign } from "../../store/orders/append"
import { executionContextOf } from "../executioncontext"
import { refuse } from "../refusal"
import { noteProof } from "./proof"
import { understood } from "./understood"

/** Far more than any provider sends. */
const MAX_BYTES = 3 * 1024 * 1024

/** What payment providers call when money moves. */
export const callbacks = new Hono<{ Bindings: Env }>()

/** A callback on its way in. */
interface Intake {
  world: World
  account: string
  payments: OpenedPayments
  afterwards?: Afterwards
}

callbacks.all("/:provider/:account/:proof?", async (c) => {
  const { provider: name, account, proof } = c.req.param()
  const world = worldOf(c.env)
  const payments = findProvider(name) ? await world.payments(account) : null
  if (payments?.provider.name !== name || !isAsked(payments, c.req.method, proof))
    return refuse(c, 404, "not_found", `There is no ${name} account "${account}".`)
  const context = executionContextOf(c)
  const intake: Intake = {
    ...{ world, account, payments },
    ...(context && { afterwards: (work: Promise<void>) => context.waitUntil(work) }),
  }
  try {
    await proveAddress(payments, proof ?? "")
    const request = await readRequest(c.req.raw, MAX_BYTES)
    if (!request) return refuse(c, 413, "too_large", "A callback can be at most 3 MB.")
    const received = await receive(c, intake, request)
    await takeIn(intake, received)
    const { status, body = null, headers = {} } = received.answer ?? payments.provider.callbacks.answer
    return new Response(body, { status, headers })
  } catch (error) {
    if (error instanceof Failure && error.code === "unauthorised") {
      noteProof(context, world, { kind: "payment", account, proven: false })
      log("callback.refused", { provider: name, account, code: error.code })
    }
    throw error
  }
})

/** A last part is only where it is the proof. */
function isAsked({ provider }: OpenedPayments, method: string, proof: string | undefined): boolean {
  const { methods, proof: by } = provider.callbacks
  return methods.some((one) => one === method) && (by === "address" || proof === undefined)
}

/** Compared before anything is read: who does not know the address has nothing to say. */
async function proveAddress({ provider, callbackUrl }: OpenedPayments, proof: string): Promise<void> {
  if (provider.callbacks.proof !== "address") return
  if (await equal(proof, callbackUrl.slice(callbackUrl.lastIndexOf("/") + 1))) return
  throw new Failure("unauthorised", "This is not the account's own address for callbacks.", "stop")
}

/** What the callback says, proven. Without a signature nothing is believed, whatever the adapter makes of it. */
async function receive(c: Context, { world, account, payments }: Intake, request: RawRequest): Promise<Received> {
  const { name, callbacks } = payments.provider
  const deed = { proves: "nothing" } as const
  const read = () => ask(world, account, (connection, outside) => connection.receive(request, outside), deed)
  const received = await understood(read, NOTHING, { name, account })
  if (callbacks.proof !== "nothing") noteProof(executionContextOf(c), world, { kind: "payment", account, proven: true })
  if (received.ignored.length > 0)
    log("callback.ignored", { provider: name, account, what: received.ignored.join(", ") })
  if (callbacks.proof === "signature") return received
  const { news, foreign = [] } = received
  if (news.length + foreign.length > 0)
    log("callback.unproven", { provider: name, account, fault: "its adapter believes what is not signed" })
  return { ...received, news: [], foreign: [] }
}

const NOTHING: Received = { news: [], hints: [], ignored: [] }

/** Takes in what was received, and looks up what was only named. Throws what another try may help. */
async function takeIn(intake: Intake, { news, foreign = [], hints }: Received): Promise<void> {
  const { world, account } = intake
  for (const one of foreign) {
    if (one.type === "approved") continue
    log("callback.foreign", { account, event: one.id, type: one.type })
    await recordForeign(world.db, newsOf(account, "foreign", one, world.now()))
  }
  for (const one of news)
    await unlessFinal(intake, async () => {
      const taken = await take(world, account, "callback", one)
      if (!taken) log("callback.unmatched", { account, event: one.id, type: one.type })
      await tellOf(intake, taken ? [taken] : [])
    })
  for (const hint of hints)
    await unlessFinal(intake, async () => {
      const taken = await resolveHint(world, account, hint)
      if (taken.length === 0) log("callback.unmatched", { account, hint: "kind" in hint ? hint.kind : "checkout" })
      await tellOf(intake, taken)
    })
}

/** Whether this callback moved it or one before whose wake was lost: the conversation must come to know. */
async function tellOf({ world, afterwards }: Intake, taken: readonly Taken[]): Promise<void> {
  for (const { order } of taken) await tell(world, { order }, afterwards)
}

/** What would fail for ever is logged, shown with the account and acknowledged: refused it would be sent until its provider gives the address up. */
async function unlessFinal({ world, account, payments }: Intake, deed: () => Promise<void>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Failure) || error.advice === "again" || error.advice === "hold") throw error
    log("callback.failed", { provider: payments.provider.name, account, code: error.code, reason: error.message })
    await noteFailed(world.db, { kind: "payment", account, at: world.now() }, error.message)
  }
}
