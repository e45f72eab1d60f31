import type { Money } from "../core/money"
import { type Limits, limitsOf } from "../core/order/terms"
import type { Sentence } from "../core/text/sentence"
import { say } from "../core/text/sentences"
import { findProvider } from "../payments"
import { canHold, chargeFault } from "../payments/amount"
import { Failure } from "../platform/failure"
import { accounts } from "../store/accounts/accounts"
import type { World } from "./deployment"
import { pretendFault } from "./local"

/** "ready" when a Chat 2 Pay node can take money here; otherwise what is missing. */
export async function paymentsReadiness(env: Env, world: World): Promise<"ready" | Sentence> {
  try {
    const configuration = await world.configuration()
    if (!configuration) return say("paymentsUnset")
    if (!configuration.enabled) return say("paymentsOff")
    return (await accountFault(env, world, configuration.account)) ?? "ready"
  } catch (error) {
    if (error instanceof Failure) return say("told", { reason: error.message })
    throw error
  }
}

/** Why nobody outside can call this deployment, for people; null when it knows where it is reached. */
export async function addressFault(world: World): Promise<Sentence | null> {
  try {
    await world.address()
    return null
  } catch (error) {
    if (error instanceof Failure) return say("told", { reason: error.message })
    throw error
  }
}

/** What may be ordered here; null while there is no payment configuration. */
export async function orderLimits(env: Env, world: World): Promise<Limits | null> {
  const configuration = await world.configuration()
  if (!configuration) return null
  return limitsOf(configuration, await refuserOf(env, world, configuration.account))
}

/** What cannot be charged with an account; by what its provider can at most, where its secrets cannot be opened. */
async function refuserOf(
  env: Env,
  world: World,
  id: string,
): Promise<{ refuses(money: Money): Sentence | null; holds: boolean } | null> {
  try {
    return await world.payments(id)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const account = await accounts(world.db, "payment", env.SECRETS_KEY).find(id)
    const provider = account && findProvider(account.service)
    return (
      provider && {
        refuses: (money) => chargeFault(provider.capabilities, provider.title, money),
        holds: canHold(provider.capabilities),
      }
    )
  }
}

/** What stands in the way of taking money with a payment account; null when nothing does. */
export async function accountFault(env: Env, world: World, id: string): Promise<Sentence | null> {
  const account = await accounts(world.db, "payment", env.SECRETS_KEY).find(id)
  if (!account) return say("accountAbsent", { account: id })
  const provider = findProvider(account.service)
  if (!provider) return say("accountUnknown", { account: id, service: account.service })
  const pretend = pretendFault(provider, env)
  if (pretend !== null) return pretend
  const opened = await world.payments(id)
  return opened ? null : say("accountUnusable", { account: id })
}
