import { Failure } from "../../platform/failure"
import type { Outside } from "../../platform/outside"
import { idOf } from "../../platform/reading"
import { illegible } from "../answer"
import { text } from "../callback"
import type { PaymentConnection, PaymentSetting } from "../provider"
import { readMpesaCallback } from "./callback"
import { mpesaCapabilities, promptOf } from "./capabilities"
import { type DarajaKeys, daraja } from "./daraja"
import { type Payee, phoneOf, pushOf } from "./push"
import { isUnderWay } from "./refusal"
import { isOver, type Result, resultNews } from "./result"

/** Connects an account. */
export function connect(fields: DarajaKeys & Payee, setting: PaymentSetting): PaymentConnection {
  const { service, post, read, login } = daraja(fields, setting)

  /** How a prompt ended ("M-Pesa Express Query"); null while it has not: nothing but a ResultCode decides. */
  async function resultOf(checkout: string, outside: Outside): Promise<Result | null> {
    const response = await post("/mpesa/stkpushquery/v1/query", { CheckoutRequestID: checkout }, outside)
    if (isUnderWay(response)) return null
    const { ResultCode, ResultDesc } = read(response)
    const code = idOf(ResultCode)
    return code === null ? null : { code, description: text(ResultDesc) }
  }

  return {
    mode: fields.mode,
    capabilities: mpesaCapabilities,
    async open(charge, outside) {
      const push = await pushOf(charge, fields)
      const said = read(await post("/mpesa/stkpush/v1/processrequest", push, outside))
      const code = idOf(said.ResponseCode)
      // Not taken in, so that no phone was asked.
      if (code !== null && code !== "0")
        throw new Failure("not_taken", `M-Pesa did not take the request (${code}).`, "again")
      const id = idOf(said.CheckoutRequestID)
      if (id === null) throw illegible(service)
      return promptOf(id, phoneOf(charge), outside.at)
    },
    async look(opened, outside) {
      const result = await resultOf(opened.checkout, outside)
      return result ? [resultNews(result, opened, { mode: fields.mode, at: outside.at })] : []
    },
    receive: (request, { at }) => readMpesaCallback(request, fields.passkey, at),
    async close({ checkout }, outside) {
      // Nobody can take a prompt back; but it may have come to its end.
      const result = await resultOf(checkout, outside)
      return result !== null && isOver(result)
    },
    async check(outside) {
      await outside.forget("token")
      await login(outside)
      return { holder: null }
    },
  }
}
