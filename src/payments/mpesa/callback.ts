import { idOf, listOf, recordOf } from "../../platform/reading"
import type { RawRequest } from "../../platform/request"
import { equal, hmac, toHex } from "../../platform/signature"
import { readCallback, text, unreadable } from "../callback"
import type { Charge, Received } from "../provider"
import { promptOf } from "./capabilities"

/** How much an address says: Safaricom may refuse some. */
export type CallbackForm = "whole" | "short" | "veiled"

/**
 * Where Safaricom calls when the prompt has ended. The address names the order, signed: when our question for the prompt
 * went unanswered nothing else tells whose payment the callback is about.
 */
export async function callbackAddress(
  { order, callbackUrl }: Pick<Charge, "order" | "callbackUrl">,
  { passkey, callbackForm }: { passkey: string; callbackForm: CallbackForm },
): Promise<string> {
  // Safaricom is said to refuse addresses with its own product's name in them; an escaped letter is the same address.
  if (callbackForm === "veiled") return callbackUrl.replace("/mpesa/", "/m%70esa/")
  if (callbackForm === "short") return callbackUrl
  return `${callbackUrl}?${new URLSearchParams({ order, sign: await signatureOf(order, passkey) })}`
}

/**
 * What a callback names. Nothing in it is signed, so that whatever it claims ("ResultCode": 0, an amount, a receipt) says only
 * which prompt to ask about.
 */
export async function readMpesaCallback({ url, body }: RawRequest, passkey: string, at: number): Promise<Received> {
  const { CheckoutRequestID, CallbackMetadata } = recordOf(recordOf(readCallback(body).Body).stkCallback)
  const checkout = text(CheckoutRequestID)
  if (checkout === null || checkout.length > 200) throw unreadable("M-Pesa's callback names no request.")
  const order = await orderIn(url, passkey)
  if (order === null) return { news: [], hints: [{ checkout }], ignored: [] }
  // The prompt is over: it is not handed out, only looked at.
  const prompt = { ...promptOf(checkout, phoneIn(CallbackMetadata), at), usableUntil: at }
  return { news: [], hints: [{ checkout, opened: { order, checkout: prompt } }], ignored: [] }
}

/** For people: whose phone it was, where that is told; it may be masked. */
function phoneIn(metadata: unknown): string {
  const items = listOf(recordOf(metadata).Item).map(recordOf)
  const digits = idOf(items.find(({ Name }) => Name === "PhoneNumber")?.Value) ?? ""
  return /^254[17]\d{8}$/.test(digits) ? `+${digits}` : ""
}

async function orderIn(url: string, passkey: string): Promise<string | null> {
  const query = new URL(url).searchParams
  const order = query.get("order") ?? ""
  if (order === "") return null
  return (await equal(query.get("sign") ?? "", await signatureOf(order, passkey))) ? order : null
}

async function signatureOf(order: string, passkey: string): Promise<string> {
  return toHex(await hmac("SHA-256", passkey, `callback:${order}`)).slice(0, 32)
}
