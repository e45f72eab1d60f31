import * as z from "zod"
import { isPhone } from "../../../core/phone"
import { outsideOf } from "../../../deployment/outside"
import { Failure } from "../../../platform/failure"
import { noteActivity } from "../../../store/accounts/activity"
import { clearFault, markFaulty } from "../../../store/accounts/health"
import { byId } from "../routing/fields"
import { invalid, notFound, Problem } from "../routing/problem"
import { type Route, route } from "../routing/route"

/** Buttons that try an account out against the real service. */
export const trialRoutes: Route[] = [
  route({
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
      if (!isPhone(body.to))
        throw invalid([
          { path: "to", message: "It must be a phone number in international form, such as +27821234567." },
        ])
      const account = await world.channel(id)
      if (!account) throw notFound("channel account", id)
      const outbound = {
        type: "free" as const,
        contact: { phone: body.to },
        message: { text: body.text },
        echo: `test-${world.randomText(8)}`,
      }
      const { connection } = account
      const sent = await refused(() => connection.send(outbound, outsideOf(world, id)))
      await noteActivity(world.db, id, "outbound", world.now())
      await clearFault(world.db, { kind: "channel", account: id, at: world.now() })
      return sent
    },
  }),
  route({
    method: "post",
    path: "/payment-accounts/:id/test",
    tag: "Payment accounts",
    summary: "See whether an account's keys are good",
    description:
      "Asks the provider something harmless. No money moves. What comes of it is the account's health from then on: new orders are opened again, or no more.",
    params: byId,
    answer: z.object({ mode: z.enum(["test", "live"]), message: z.string() }),
    refusals: [409, 502],
    async handle({ world, params: { id } }) {
      const account = await world.payments(id)
      if (!account) throw notFound("payment account", id)
      const { provider, connection } = account
      const works = { mode: connection.mode, message: `${provider.title} accepts the keys.` }
      if (!connection.check) return { ...works, message: `${provider.title} needs no keys to be checked.` }
      const request = connection.check()
      const { status } = await refused(() => world.perform(request, "adapter"))
      const seen = { kind: "payment", account: id, at: world.now() } as const
      if (status < 300) {
        await clearFault(world.db, seen)
        return works
      }
      const isKey = status === 401 || status === 403
      const advice = isKey ? "Check the secret key and what it may do." : "Try again later."
      const reason = `${provider.title} answered with status ${status}. ${advice}`
      if (isKey) await markFaulty(world.db, { ...seen, code: "unauthorised", reason })
      throw new Problem(409, "refused", reason)
    },
  }),
]

/** What the service says against it, as it would be read on a timeline. */
async function refused<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof Failure) throw new Problem(409, error.code, error.message)
    throw error
  }
}
