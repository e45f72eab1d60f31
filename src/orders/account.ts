import type { AccountFault } from "../core/accountfault"
import type { World } from "../deployment/deployment"
import { outsideOf } from "../deployment/outside"
import type { OpenedPayments } from "../deployment/payments"
import type { PaymentConnection } from "../payments/provider"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import type { Outside } from "../platform/outside"
import { clearFault, type Health, healthOf, markFaulty } from "../store/accounts/health"
import { cache } from "../store/cache"
import { databaseError } from "../store/database"

/** Known well lately: a fault that another isolate met is heard of this much later. What is known faulty is read anew. */
const well = cache<true>({ size: 500, seconds: 20 })

/** What this isolate asked lately about a fault: the customers of a minute ask once. */
const probed = cache<true>({ size: 500, seconds: 15 })

/** A customer waits meanwhile. */
const PROBE_SECONDS = 5

/** What is asked of an account's provider. */
type Deed<Answer> = (connection: PaymentConnection, outside: Outside) => Promise<Answer>

/** What an answer `proves` when all goes well: that the key is good, that money can be taken, or nothing of the account. */
interface Asking {
  proves?: "key" | "all" | "nothing"
  /** For each request. */
  timeoutSeconds?: number
}

/** The connection of a payment account. Throws a Failure when there is none. */
export async function connect(world: World, account: string): Promise<OpenedPayments> {
  const found = await world.payments(account)
  if (!found) throw new Failure("not_configured", `The payment account ${account} is gone.`, "again")
  return found
}

/**
 * Asks an account's provider for something, in however many requests; what comes of it says something of the account
 * itself, which is noted.
 */
export async function ask<Answer>(
  world: World,
  account: string,
  deed: Deed<Answer>,
  { proves = "key", timeoutSeconds }: Asking = {},
): Promise<Answer> {
  const { connection, version } = await connect(world, account)
  const outside = outsideOf(world, { kind: "payment", account, version }, timeoutSeconds)
  let unsent: unknown = null
  const watched: Outside = {
    ...outside,
    async ask(request) {
      try {
        return await outside.ask(request)
      } catch (error) {
        unsent = error
        throw error
      }
    },
  }
  try {
    const answer = await deed(connection, watched)
    if (proves !== "nothing") await noteWell(world, account, proves)
    return answer
  } catch (error) {
    // What this deployment cannot send is no word of the provider's.
    if (error instanceof Failure && error === unsent && error.advice === "stop")
      throw new Failure(error.code, error.message, "hold", error.ambiguous)
    if (error instanceof Failure && error !== unsent && error.advice === "hold") await noteFaulty(world, account, error)
    throw error
  }
}

/** What is known to keep an account from taking money; null when nothing is. */
export async function faultOf(world: World, account: string): Promise<Health | null> {
  const now = world.now()
  if (well.peek(account, now)) return null
  const health = (await healthOf(world.db, "payment", [account])).get(account)
  if (health && health.faultySince !== null) return health
  well.keep(account, now, true)
  return null
}

/**
 * What keeps an account from taking new orders, for people; null when nothing does. A key that was refused may have been
 * let in again meanwhile: asking something harmless tells. Other faults only somebody's deed can mend.
 */
export async function closedFor(world: World, account: string, connection: PaymentConnection): Promise<string | null> {
  const health = await faultOf(world, account)
  if (!health) return null
  const reason = health.reason ?? "its provider takes no money for it"
  if (!isMendedElsewhere(health) || !connection.check || probed.peek(account, world.now())) return reason
  probed.keep(account, world.now(), true)
  try {
    await ask(world, account, async (known, outside) => known.check?.(outside), { timeoutSeconds: PROBE_SECONDS })
  } catch (error) {
    if (error instanceof Failure) return reason
    throw error
  }
  return null
}

/** Whether any answer that is none shows that it is over. */
function isMendedElsewhere({ fault }: Health): boolean {
  return fault === "unauthorised"
}

async function noteWell(world: World, account: string, proves: "key" | "all"): Promise<void> {
  try {
    const health = await faultOf(world, account)
    if (!health || (proves === "key" && !isMendedElsewhere(health))) return
    await clearFault(world.db, { kind: "payment", account, at: world.now() })
    log("account.well", { kind: "payment", account })
  } catch (error) {
    log("health.lost", { account, reason: String(databaseError(error)) })
  }
}

async function noteFaulty(world: World, account: string, failure: Failure): Promise<void> {
  try {
    const at = world.now()
    well.forget(account)
    await markFaulty(world.db, { kind: "payment", account, at, code: faultBehind(failure), reason: failure.message })
    log("account.faulty", { kind: "payment", account, code: failure.code })
  } catch (error) {
    log("health.lost", { account, reason: String(databaseError(error)) })
  }
}

function faultBehind({ code }: Failure): AccountFault {
  if (code === "key_refused") return "unauthorised"
  return code === "unsafe_url" ? "unclear" : "suspended"
}
