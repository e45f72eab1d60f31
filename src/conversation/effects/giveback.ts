import { decimal, parseMoney } from "../../core/money"
import { NO_SUCH_ORDER, type RefundAnswer } from "../../core/order/inquiry"
import { giveBack } from "../../orders/refund"
import { Failure } from "../../platform/failure"
import { sha256Hex } from "../../platform/signature"
import { currencyOf } from "../../store/orders/currency"
import { orderOfNumber } from "../ownorder"
import { patienceFor } from "../patience"
import { answerOf, defineEffect } from "./effect"

/** Gives money of one of this conversation's orders back, for a run that wants it. */
export const giveback = defineEffect({
  type: "giveback",
  isBrief: true,

  async perform({ world, present, row }, { order: number, amount }) {
    const found = await orderOfNumber(world, present().id, number)
    if (!found) return { answer: answerOf(NO_SUCH_ORDER, failed(`there is no order ${number} of this customer's`)) }
    const currency = currencyOf(found.currency)
    const money = amount === null ? null : parseMoney(amount, currency)
    if (amount !== null && (!money || money.minor <= 0))
      return { answer: answerOf(200, failed(`"${amount.slice(0, 40)}" is no amount of ${currency}`)) }
    // The same effect is the same refund, whatever dies in between.
    const id = `flow-${(await sha256Hex(row.key)).slice(0, 24)}`
    try {
      const giving = { id, payment: null, minor: money?.minor ?? null, cause: "flow" as const }
      const { refund } = await giveBack(world, found, giving)
      const given = decimal({ minor: refund.minor, currency: currencyOf(refund.currency) })
      const state = refund.state === "done" ? "done" : "pending"
      return { answer: answerOf(200, { state, amount: given, currency: refund.currency, reason: "" }) }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (error.advice === "stop") return { answer: answerOf(200, failed(error.message)) }
      if (error.advice === "again" && patienceFor(row) !== "none") throw error
      // It stays asked for: whoever asks for it again by its id goes on with it.
      const reason = `the refund went unanswered, look at order ${found.number}: ${error.message}`
      return { answer: answerOf(200, { state: "pending", amount: amount ?? "", currency, reason }) }
    }
  },

  fails: (_owed, _key, reason) => ({ answer: { response: null, reason } }),
  line: ({ order, amount }) => ({ type: "duty", text: `give back ${amount ?? "what is left"} of order ${order}` }),
})

function failed(reason: string): RefundAnswer {
  return { state: "failed", amount: "", currency: "", reason }
}
