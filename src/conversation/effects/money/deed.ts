import { decimal, parseMoney } from "../../../core/money"
import { type DeedAnswer, NO_SUCH_ORDER } from "../../../core/order/inquiry"
import type { World } from "../../../deployment/deployment"
import { toldOf } from "../../../orders/told"
import { Failure } from "../../../platform/failure"
import { sha256Hex } from "../../../platform/signature"
import { currencyOf } from "../../../store/orders/currency"
import { isUntold, type Order } from "../../../store/orders/orders"
import type { OutboxRow } from "../../owed"
import { orderOfNumber } from "../../ownorder"
import { patienceFor } from "../../patience"
import type { State } from "../../state"
import { answerOf, type Done } from "../effect"

/** What a run wants done with the money of an order of its conversation. */
interface Wanted {
  order: string
  /** A decimal; all that there is when null. */
  amount: string | null
}

/** What came of it. */
interface Moved {
  state: "done" | "pending"
  minor: number
  currency: string
  /** The order as it stands then, where its conversation may have to be told. */
  order?: Order
}

/**
 * Moves money of one of this conversation's orders for a run: `deed` under an id that is the same whatever dies in between. What it
 * refuses is an answer; what goes unanswered is tried again, and said to be on its way once there is no more patience.
 */
export async function moving(
  { world, present, row }: { world: World; present(): State; row: OutboxRow },
  { order: number, amount }: Wanted,
  deed: (order: Order, wanted: { id: string; minor: number | null }) => Promise<Moved>,
): Promise<Done> {
  const found = await orderOfNumber(world, present().id, number)
  if (!found) return { answer: answerOf(NO_SUCH_ORDER, failed(`there is no order ${number} of this customer's`)) }
  const currency = currencyOf(found.currency)
  const money = amount === null ? null : parseMoney(amount, currency)
  if (amount !== null && (!money || money.minor <= 0))
    return { answer: answerOf(200, failed(`"${amount.slice(0, 40)}" is no amount of ${currency}`)) }
  const id = `flow-${(await sha256Hex(row.key)).slice(0, 24)}`
  try {
    const moved = await deed(found, { id, minor: money?.minor ?? null })
    const given = decimal({ minor: moved.minor, currency: currencyOf(moved.currency) })
    const { state, order } = moved
    const told = order && isUntold(order) ? [await toldOf(world, order, "settled")] : []
    return { answer: answerOf(200, { state, amount: given, currency: moved.currency, reason: "" }), told }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.advice === "stop") return { answer: answerOf(200, failed(error.message)) }
    if (error.advice === "again" && patienceFor(row) !== "none") throw error
    // It stays asked for: whoever asks for it again by its id goes on with it.
    const reason = `it went unanswered, look at order ${found.number}: ${error.message}`
    return { answer: answerOf(200, { state: "pending", amount: amount ?? "", currency, reason }) }
  }
}

function failed(reason: string): DeedAnswer {
  return { state: "failed", amount: "", currency: "", reason }
}
