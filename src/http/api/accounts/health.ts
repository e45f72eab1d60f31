import * as z from "zod"
import { accountFaults } from "../../../core/accountfault"
import type { World } from "../../../deployment/deployment"
import { type Health, healthOf, type Seen, UNKNOWN_HEALTH } from "../../../store/accounts/health"
import { time } from "../routing/fields"

/** How an account fares, as it is shown. */
export const shownHealth = z
  .object({
    faultySince: time.nullable().meta({
      description:
        "Since when the account cannot be used: what is owed through it is held, and goes on once it is mended or saved. Null while it works.",
    }),
    fault: z.enum(accountFaults).nullable().meta({ description: "What is wrong, as one word." }),
    reason: z.string().nullable().meta({ description: "What was said about it, for people." }),
    lastGoodAt: time
      .nullable()
      .meta({ description: "The last callback or webhook that was proven, to five minutes; null is never." }),
    refusedSince: time.nullable().meta({
      description: "Since when callbacks or webhooks are refused for their signature, with none proven between.",
    }),
    failedAt: time.nullable().meta({
      description:
        "When a proven callback could last not be taken in. It is not sent again; saving the account forgets it.",
    }),
    failure: z.string().nullable().meta({ description: "Why not, for people." }),
  })
  .meta({ id: "AccountHealth" })

/** The health of one account; a quiet one has never been seen. */
export async function healthShown(world: World, kind: Seen["kind"], account: string): Promise<Health> {
  return (await healthOf(world.db, kind, [account])).get(account) ?? UNKNOWN_HEALTH
}
