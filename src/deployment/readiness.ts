import type { Money } from "../core/money"
import { type Terms, termsOf } from "../core/order/terms"
import { findProvider } from "../payments"
import { refusalOf } from "../payments/amount"
import { Failure } from "../platform/failure"
import { accounts } from "../store/accounts/accounts"
import type { World } from "./deployment"
import { pretendFault } from "./local"

/** "ready" when a Chat 2 Pay node can take money here; otherwise what is missing, for people. */
export async function paymentsReadiness(env: Env, world: World): Promise<string> {
  try {
    const configuration = await world.configuration()
    if (!configuration) return "no payment configuration yet: set it under /api/payment-configuration"
    if (!configuration.enabled)
      return "payments are switched off: set enabled in the payment configuration under /api/payment-configuration"
    return (await accountFault(env, world, configuration.account)) ?? "ready"
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

/** Why nobody outside can call this deployment, for people; null when it knows where it is reached. */
export async function addressFault(world: World): Promise<string | null> {
  try {
    await world.address()
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

/** What may be ordered here; null while there is no payment configuration. */
export async function orderTerms(env: Env, world: World): Promise<Terms | null> {
  const configuration = await world.configuration()
  if (!configuration) return null
  return termsOf(configuration, await refuserOf(env, world, configuration.account))
}

/** What cannot be charged with an account; by what its provider can at most, where its secrets cannot be opened. */
async function refuserOf(env: Env, world: World, id: string): Promise<{ refuses(money: Money): string | null } | null> {
  try {
    return await world.payments(id)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const account = await accounts(world.db, "payment", env.SECRETS_KEY).find(id)
    const provider = account && findProvider(account.service)
    return provider && { refuses: (money) => refusalOf(provider.capabilities, provider.title, money) }
  }
}

/** What stands in the way of taking money with a payment account, for people; null when nothing does. */
export async function accountFault(env: Env, world: World, id: string): Promise<string | null> {
  const account = await accounts(world.db, "payment", env.SECRETS_KEY).find(id)
  if (!account) return `there is no payment account "${id}": add it under /api/payment-accounts`
  const provider = findProvider(account.service)
  if (!provider) return `the payment account "${id}" is at ${account.service}, which this version does not know`
  const pretend = pretendFault(provider, env)
  if (pretend !== null) return `the payment account "${id}" cannot be used: ${pretend}`
  const opened = await world.payments(id)
  return opened ? null : `the payment account "${id}" cannot be used`
}
