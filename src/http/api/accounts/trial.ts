import * as z from "zod"
import { isPhone } from "../../../core/phone"
import { say as core } from "../../../core/text/sentences"
import { outsideOf } from "../../../deployment/outside"
import { ask } from "../../../orders/account"
import { noteActivity } from "../../../store/accounts/activity"
import { clearFault } from "../../../store/accounts/health"
import { byId } from "../routing/fields"
import { invalid, notFound, sentence } from "../routing/problem"
import { route } from "../routing/route"
import { say } from "../sentences"
import { refused } from "./accounts"

/** Buttons that try an account out against the real service. */
export const trialRoutes = [
  route({
    name: "channelAccounts.test",
    needs: "accounts.write",
    method: "post",
    path: "/channel-accounts/:id/test",
    tag: "Channel accounts",
    summary: "Send a test message",
    description: "One text, outside any conversation. What the channel says against it is the answer's error.",
    params: byId,
    body: z.strictObject({
      to: z.string().trim().meta({ description: "A phone number in international form, such as +27821234567." }),
      text: z.string().trim().min(1).max(500).default("This is a test message from Paythread."),
    }),
    answer: z.object({
      id: z.string().nullable().meta({ description: "The channel's id of the message, where it gives one at once." }),
    }),
    refusals: [409, 502],
    async handle({ world, params: { id }, body }) {
      if (!isPhone(body.to)) throw invalid([{ path: "to", ...core("phone") }])
      const account = await world.channel(id)
      if (!account) throw notFound("channel account", id)
      const outbound = {
        type: "free" as const,
        contact: { phone: body.to },
        message: { text: body.text },
        echo: `test-${world.randomText(8)}`,
      }
      const { connection, version } = account
      const outside = outsideOf(world, { kind: "channel", account: id, version })
      const sent = await refused(() => connection.send(outbound, outside))
      await noteActivity(world.db, id, "outbound", world.now())
      await clearFault(world.db, { kind: "channel", account: id, at: world.now() })
      return sent
    },
  }),
  route({
    name: "paymentAccounts.test",
    needs: "accounts.write",
    method: "post",
    path: "/payment-accounts/:id/test",
    tag: "Payment accounts",
    summary: "See whether an account's keys are good",
    description:
      "Asks the provider something harmless. No money moves. What comes of it is the account's health from then on: new orders are opened again, or no more.",
    params: byId,
    answer: z.object({ mode: z.enum(["test", "live"]), ...sentence }),
    refusals: [409, 502],
    async handle({ world, params: { id } }) {
      const account = await world.payments(id)
      if (!account) throw notFound("payment account", id)
      const { provider, connection } = account
      const works = { mode: connection.mode, ...say("keysGood", { service: provider.title }) }
      if (!connection.check) return { ...works, ...say("keysUnchecked", { service: provider.title }) }
      await refused(() => ask(world, id, async (known, outside) => known.check?.(outside)))
      await clearFault(world.db, { kind: "payment", account: id, at: world.now() })
      return works
    },
  }),
] as const
