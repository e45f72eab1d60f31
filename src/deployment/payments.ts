import type { Money } from "../core/money"
import type { Sentence } from "../core/text/sentence"
import { canHold, chargeFault } from "../payments/amount"
import type { PaymentConnection, PaymentSetting, Provider } from "../payments/provider"
import { callUrl } from "./callurl"

/** A payment account as it is connected. */
export interface OpenedPayments {
  provider: Provider
  connection: PaymentConnection
  /** Another one each time the account is saved. */
  version: string
  /** Where its provider calls. */
  callbackUrl: string
  /** Why an amount cannot be charged with it; null when it can. */
  refuses(money: Money): Sentence | null
  /** Whether money can be held with it until somebody takes it. */
  holds: boolean
}

/** Where an account's provider calls: the address to enter at it. */
export function callbackUrlOf(
  publicUrl: string,
  hashKey: string,
  { name: service, callbacks }: Provider,
  { id, revision }: { id: string; revision: number },
): Promise<string> {
  return callUrl(publicUrl, hashKey, { kind: "callback", service, proof: callbacks.proof, account: { id, revision } })
}

/** Connects a payment account. */
export function connectPayments(
  provider: Provider,
  { config, version }: { config: unknown; version: string },
  setting: PaymentSetting,
): OpenedPayments {
  const connection = provider.connect(config, setting)
  return {
    provider,
    connection,
    version,
    callbackUrl: setting.callbackUrl,
    refuses: (money) => chargeFault(connection.capabilities, provider.title, money),
    holds: canHold(connection.capabilities),
  }
}
