import * as z from "zod"
import { callbackUrlOf } from "../../../deployment/payments"
import { ask } from "../../../orders/account"
import { findProvider, providers } from "../../../payments"
import type { PaymentConnection } from "../../../payments/provider"
import { Failure } from "../../../platform/failure"
import { oneOf } from "../routing/oneof"
import type { Call } from "../routing/route"
import { accountKind, accountRoutes, arrangeRoute, creationOf, shownAccount } from "./accounts"
import { healthShown, shownHealth } from "./health"

const services = Object.values(providers)

const kind = accountKind({
  kind: "payment",
  field: "provider",
  path: "/payment-accounts",
  name: "paymentAccounts",
  tag: "Payment accounts",
  noun: "payment account",
  removal: "Refused with 409 `in_use` while new orders go to it, or while one of its orders is not over.",
  services,
  creation: oneOf(
    "provider",
    services.map((provider) => z.strictObject({ provider: z.literal(provider.name), ...creationOf(provider) })),
  ).transform(({ provider, ...fields }) => ({ ...fields, service: provider })),
  shown: z
    .object({
      ...shownAccount,
      provider: z.string(),
      callbackUrl: z.string().meta({ description: "The address to enter at the provider." }),
      mode: z
        .enum(["test", "live"])
        .nullable()
        .meta({ description: "Whether it moves real money; null when its secrets cannot be opened." }),
      arranges: z.boolean().meta({ description: "Whether its provider's side can be set up from here." }),
      health: shownHealth,
    })
    .meta({ id: "PaymentAccount" }),
  async show({ service, revision, ...account }, { world }) {
    const connection = await connectionOf(account.id, world)
    return {
      ...account,
      provider: service,
      callbackUrl: await callbackUrl(world, service, { id: account.id, revision }),
      mode: connection?.mode ?? null,
      arranges: connection?.arrange !== undefined,
      health: await healthShown(world, "payment", account.id),
    }
  },
})

/** Accounts at payment providers: where the money goes. */
export const paymentAccountRoutes = [
  ...accountRoutes(kind),
  arrangeRoute(kind, async ({ world }, id) => {
    const arrange = (await world.payments(id))?.connection.arrange
    return arrange ? () => ask(world, id, (_, outside) => arrange(outside)) : null
  }),
] as const

/** Also of an account whose provider this version does not know any more. */
async function callbackUrl(world: Call["world"], service: string, account: { id: string; revision: number }) {
  const [address, provider] = [await world.address(), findProvider(service)]
  return provider
    ? callbackUrlOf(address, world.hashKey, provider, account)
    : `${address}/callbacks/${service}/${account.id}`
}

/** One account whose key is lost must not hide the others. */
async function connectionOf(id: string, world: Call["world"]): Promise<PaymentConnection | null> {
  try {
    return (await world.payments(id))?.connection ?? null
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
