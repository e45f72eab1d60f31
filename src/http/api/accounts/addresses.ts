import * as z from "zod"
import { findChannel } from "../../../channels"
import { webhookUrlOf } from "../../../deployment/connections"
import { callbackUrlOf } from "../../../deployment/payments"
import { findProvider } from "../../../payments"
import { accounts } from "../../../store/accounts/accounts"
import { byId } from "../routing/fields"
import { notFound, Problem } from "../routing/problem"
import { type Call, type Route, route } from "../routing/route"
import { say } from "../sentences"

/** Whose address is renewed, and how it is written. */
interface Kind<Name extends Route["name"], Path extends string> {
  kind: "channel" | "payment"
  path: Path
  name: Name
  tag: string
  noun: string
  /** The address of an account at that service; null where the service signs, or is not known. */
  addressOf(call: Call, service: string, account: { id: string; revision: number }): Promise<string> | null
}

/** New addresses for accounts whose address is the only proof of who calls. */
export const addressRoutes = [
  renewal({
    kind: "channel",
    path: "/channel-accounts/:id/address",
    name: "channelAccounts.renewAddress",
    tag: "Channel accounts",
    noun: "channel account",
    addressOf({ env, world }, service, account) {
      const channel = findChannel(service)
      if (channel?.webhooks.proof !== "address") return null
      return world.address().then((address) => webhookUrlOf(env, address, channel, account))
    },
  }),
  renewal({
    kind: "payment",
    path: "/payment-accounts/:id/address",
    name: "paymentAccounts.renewAddress",
    tag: "Payment accounts",
    noun: "payment account",
    addressOf({ world }, service, account) {
      const provider = findProvider(service)
      if (provider?.callbacks.proof !== "address") return null
      return world.address().then((address) => callbackUrlOf(address, world.hashKey, provider, account))
    },
  }),
] as const

function renewal<const Name extends Route["name"], const Path extends string>({
  kind,
  path,
  name,
  tag,
  noun,
  addressOf,
}: Kind<Name, Path>) {
  return route({
    name,
    needs: "accounts.write",
    method: "post",
    path,
    tag,
    summary: `Give a ${noun} a new address`,
    description:
      "Where nothing signs what a service sends, who knows the address can send as the service. The old one is refused within half a minute: enter the new one at the service. Refused with 409 `signed` where the service signs.",
    params: byId,
    answer: z.object({ url: z.string() }),
    refusals: [409],
    async handle(call) {
      const { id } = call.params
      const stored = accounts(call.world.db, kind, call.env.SECRETS_KEY)
      const account = await stored.find(id)
      if (!account) throw notFound(noun, id)
      if (!addressOf(call, account.service, account)) throw new Problem(409, "signed", say("signed"))
      const { revision } = account
      const told = call.telling({ before: { revision }, after: { revision: revision + 1 } })
      const renewed = await stored.renewAddress(id, call.world.now(), told)
      const url = renewed && (await addressOf(call, renewed.service, renewed))
      if (url === null) throw notFound(noun, id)
      return { url }
    },
  })
}
