import { Failure } from "../../platform/failure"
import { refusalOf } from "../amount"
import type { Charge } from "../provider"
import { type CallbackForm, callbackAddress } from "./callback"
import { mpesaCapabilities } from "./capabilities"

/** Whose money it is to be, and where Safaricom calls. */
export interface Payee {
  shortCode: string
  /** Where the money goes to a till rather than to a Paybill number. */
  till?: string | undefined
  passkey: string
  callbackForm: CallbackForm
}

/** What a prompt is asked for with ("M-Pesa Express Simulate", request body). Throws a Failure when there can be none. */
export async function pushOf(charge: Charge, payee: Payee) {
  const phone = phoneOf(charge).slice(1)
  return {
    TransactionType: payee.till === undefined ? "CustomerPayBillOnline" : "CustomerBuyGoodsOnline",
    Amount: shillings(charge),
    PartyA: phone,
    PartyB: payee.till ?? payee.shortCode,
    PhoneNumber: phone,
    CallBackURL: await callbackAddress(charge, payee),
    AccountReference: accountReference(charge),
    TransactionDesc: transactionDescription(charge),
  }
}

/** The phone that is asked, in E.164. Kenya's mobile numbers begin with +2547 and +2541. */
export function phoneOf({ customer }: Charge): string {
  const { phone } = customer
  if (phone !== null && /^\+254[17]\d{8}$/.test(phone)) return phone
  throw new Failure("phone_refused", "M-Pesa asks only mobile phones of Kenya (+254 7… or +254 1…).", "stop")
}

function shillings({ money }: Charge): number {
  const reason = refusalOf(mpesaCapabilities, "M-Pesa", money)
  if (reason !== null) throw new Failure("amount_refused", reason, "stop")
  return money.minor / 100
}

/** What the customer reads and the merchant finds the payment by: at most 12 letters and digits. */
function accountReference({ number, key }: Charge): string {
  const plain = (words: string) => words.replace(/[^A-Za-z0-9]/g, "")
  // The end of a number tells it from others.
  return (plain(number) || plain(key)).slice(-12)
}

/** At most 13 characters, such as any phone can show. */
function transactionDescription({ description, number }: Charge): string {
  const plain = (words: string) => {
    const known = words.normalize("NFKD").replace(/[^A-Za-z0-9 .,-]/g, "")
    return known.replace(/ +/g, " ").trim().slice(0, 13).trim()
  }
  return plain(description) || plain(number) || "Payment"
}
