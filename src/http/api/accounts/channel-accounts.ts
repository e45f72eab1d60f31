import * as z from "zod"
import { channels, findChannel } from "../../../channels"
import { webhookUrlOf } from "../../../deployment/connections"
import { activityOf } from "../../../store/accounts/activity"
import { time } from "../routing/fields"
import { oneOf } from "../routing/oneof"
import { accountRoutes, creationOf, shownAccount } from "./accounts"
import { healthShown, shownHealth } from "./health"

const services = Object.values(channels)

/** Accounts on channels: numbers that customers write to. */
export const channelAccountRoutes = accountRoutes({
  kind: "channel",
  field: "channel",
  path: "/channel-accounts",
  name: "channelAccounts",
  tag: "Channel accounts",
  noun: "channel account",
  removal:
    "Refused with 409 `in_use` while an order of one of its conversations is open, under way, not told or may still be paid, or while messages wait for the account to work again. Conversations that only wait for an answer end with it: what their customers write finds no account.",
  services,
  creation: oneOf(
    "channel",
    services.map((channel) => z.strictObject({ channel: z.literal(channel.name), ...creationOf(channel) })),
  ).transform(({ channel, ...fields }) => ({ ...fields, service: channel })),
  shown: z
    .object({
      ...shownAccount,
      channel: z.string(),
      webhookUrl: z.string().meta({ description: "The address to enter at the channel." }),
      lastInboundAt: time.nullable().meta({ description: "To the minute; null is never." }),
      lastOutboundAt: time.nullable(),
      health: shownHealth,
    })
    .meta({ id: "ChannelAccount" }),
  show: async ({ service, revision, ...account }, { env, world }) => ({
    ...account,
    channel: service,
    webhookUrl: await webhookUrl(env, await world.address(), service, { id: account.id, revision }),
    lastInboundAt: null,
    lastOutboundAt: null,
    health: await healthShown(world, "channel", account.id),
    ...(await activityOf(world.db, [account.id])).get(account.id),
  }),
})

/** Also of an account whose channel this version does not know any more. */
async function webhookUrl(env: Env, address: string, service: string, account: { id: string; revision: number }) {
  const channel = findChannel(service)
  return channel ? webhookUrlOf(env, address, channel, account) : `${address}/webhooks/${service}/${account.id}`
}
