import * as z from "zod"
import { wakeHeldFor } from "../../../conversation/waking"
import { accountFault } from "../../../core/accountfault"
import { say } from "../../../core/text/sentences"
import { outsideOf } from "../../../deployment/outside"
import { Failure } from "../../../platform/failure"
import { clearFault, markFaulty } from "../../../store/accounts/health"
import { byId } from "../routing/fields"
import { notFound, Problem } from "../routing/problem"
import { route } from "../routing/route"

/** Asking a channel whether an account is good, without sending anything. */
export const checkRoutes = [
  route({
    name: "channelAccounts.check",
    needs: "accounts.write",
    method: "post",
    path: "/channel-accounts/:id/check",
    tag: "Channel accounts",
    summary: "See whether an account's keys are good",
    description:
      "Asks the channel something harmless. What comes of it is the account's health from then on: what is held for it goes on, or the fault is shown.",
    params: byId,
    answer: z.object({
      checked: z.boolean().meta({ description: "False where the channel has nothing to ask for." }),
      holder: z.string().nullable().meta({ description: "Whose account it is, as the channel has it." }),
    }),
    refusals: [409],
    async handle({ world, context, params: { id } }) {
      const account = await world.channel(id)
      if (!account) throw notFound("channel account", id)
      const { connection, version } = account
      if (!connection.check) return { checked: false, holder: null }
      const seen = { kind: "channel", account: id, at: world.now() } as const
      try {
        const { holder } = await connection.check(outsideOf(world, { ...seen, version }))
        await clearFault(world.db, seen)
        context?.waitUntil(wakeHeldFor(world, id))
        return { checked: true, holder }
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        const { code, message: reason, advice } = error
        if (advice === "hold") await markFaulty(world.db, { ...seen, code: accountFault(code), reason })
        throw new Problem(409, code, say("told", { reason }))
      }
    },
  }),
] as const
