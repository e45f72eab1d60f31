import * as z from "zod"
import { decimal, isCurrency } from "../../../core/money"
import type { World } from "../../../deployment/deployment"
import { giveUnmatchedBack, isGivenBack } from "../../../orders/unmatched/giveback"
import { Failure } from "../../../platform/failure"
import { type Unmatched, unmatchedUntil } from "../../../store/orders/unmatched"
import { time } from "../routing/fields"
import { route } from "../routing/route"
import { currency } from "./view"

/** Time in which an order usually comes that the news is about: its opening or its checkout may be under way. */
const HOUR_MILLISECONDS = 3_600_000

/** More at once nobody looks through. */
const MAX_SHOWN = 200

/** Far more than comes within an hour, with those. */
const MAX_READ = 1000

const unmatchedView = z
  .object({
    account: z.string().meta({ description: "The payment account that tells it." }),
    id: z.string(),
    status: z
      .enum(["authorised", "captured", "refundAsked", "refunded", "refundFailed", "disputed", "disputeEnded"])
      .meta({ description: "What it says." }),
    order: z.string().nullable().meta({ description: "The order it names, which is not there." }),
    checkout: z.string().nullable(),
    payment: z.string().nullable(),
    amount: z
      .string()
      .nullable()
      .meta({ examples: ["10.50"] }),
    currency: currency.nullable(),
    mode: z.enum(["test", "live"]),
    reason: z.string().nullable(),
    at: time,
    recordedAt: time,
    refundable: z.boolean().meta({ description: "Whether it can be given back here: money came, and it was not yet." }),
  })
  .meta({ id: "Unmatched" })

/** Money that no order is named by. */
export const unmatchedRoutes = [
  route({
    name: "unmatched.list",
    needs: "orders.read",
    method: "get",
    path: "/unmatched",
    tag: "Orders",
    summary: "List money that no order is named by, the newest first",
    description:
      "News of money is kept until an order, a checkout or a payment comes that it names, and then leaves this list. Shown after an hour, for most find their order before; `all` shows them at once. 200 at most.",
    query: z.strictObject({
      all: z.enum(["true", "false"]).default("false").meta({ description: "Also what came within the last hour." }),
    }),
    answer: z.object({ items: z.array(unmatchedView) }),
    async handle({ world, query: { all } }) {
      const until = all === "true" ? world.now() : world.now() - HOUR_MILLISECONDS
      // That it was given back just now counts for what came long ago.
      const rows = await unmatchedUntil(world.db, world.now(), MAX_READ)
      const wanted = rows.filter(({ recordedAt }) => recordedAt <= until).slice(0, MAX_SHOWN)
      return { items: await shown(world, wanted, rows) }
    },
  }),
  route({
    name: "unmatched.refund",
    needs: "orders.refund",
    method: "post",
    path: "/unmatched/refund",
    tag: "Orders",
    summary: "Give a payment back that no order is named by",
    description:
      "All of it, and once, however often it is asked for. Answers with all that is known of the payment then.",
    body: z.strictObject({ account: z.string().min(1).max(200), payment: z.string().min(1).max(255) }),
    answer: z.object({ items: z.array(unmatchedView) }),
    refusals: [409, 502],
    async handle({ world, body: { account, payment }, did }) {
      did({ after: { account, payment } })
      return { items: await shown(world, await giveUnmatchedBack(world, account, payment)) }
    },
  }),
]

async function shown(
  world: World,
  rows: readonly Unmatched[],
  all: readonly Unmatched[] = rows,
): Promise<z.output<typeof unmatchedView>[]> {
  const known = Map.groupBy(all, ({ account, payment }) => JSON.stringify([account, payment]))
  const able = new Map<string, boolean>()
  for (const { account } of rows) if (!able.has(account)) able.set(account, await canRefund(world, account))
  return rows.map((row) => {
    const { account, id, order, checkout, payment, mode, reason, at, recordedAt } = row
    const code = row.currency !== null && isCurrency(row.currency) ? row.currency : null
    const money = code !== null && row.minor !== null ? { minor: row.minor, currency: code } : null
    const about = known.get(JSON.stringify([account, payment])) ?? []
    const isOwed = row.type === "captured" && payment !== null && money !== null && !isGivenBack(about)
    return {
      ...{ account, id, order, checkout, payment, mode, reason, at, recordedAt },
      status: unmatchedView.shape.status.parse(row.type),
      amount: money && decimal(money),
      currency: code,
      refundable: isOwed && able.get(account) === true,
    }
  })
}

/** Money is shown whether or not its account can be opened: then it cannot be given back here. */
async function canRefund(world: World, account: string): Promise<boolean> {
  try {
    return (await world.payments(account))?.connection.refund !== undefined
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
