import * as z from "zod"
import { currencies } from "../../../core/money"
import { ledger } from "../../../core/order/ledger"
import { orderNumber, orderNumberFault } from "../../../core/order/number"
import { expirySeconds } from "../../../core/order/terms"
import { sampleMoney } from "../../../core/text/amount"
import { Failure } from "../../../platform/failure"
import { agreedOf } from "../../../store/orders/terms"
import { renderOrder } from "../../pay/order-page"
import { NOTHING_ASKED, type Visit } from "../../pay/visit"
import { voiceOf } from "../../pay/voice"
import { type Call, route } from "../routing/route"

const body = z.strictObject({
  merchant: z.string().max(60).default(""),
  contact: z.string().max(120).default(""),
  account: z.string().max(40).default("").meta({ description: "Whose mode the page says." }),
  currency: z.enum(currencies),
  orderNumber: z.string().max(200).default(""),
  expirySeconds: expirySeconds.default(86_400),
  language: z.string().max(20).default("en"),
})

/** The page that customers see, of settings that are not saved yet. */
export const payPreviewRoute = route({
  name: "paymentConfiguration.preview",
  needs: "settings.read",
  method: "post",
  path: "/payment-configuration/preview",
  tag: "Payment configuration",
  summary: "Show the pay page of a sample order",
  description: "The page itself, as HTML, with these settings. Nothing is stored and nothing on it can be paid.",
  body,
  answer: z.object({ html: z.string() }),
  handle: async (call) => ({ html: renderOrder(await sample(call), "pay") }),
})

async function sample({ world, body: given }: Call<unknown, unknown, z.output<typeof body>>): Promise<Visit> {
  const at = world.now()
  const { merchant, contact, currency, language } = given
  const { mode, leadsTo } = await accountOf(world, given.account)
  const named = orderNumberFault(given.orderNumber) === null
  const money = sampleMoney(currency)
  const expiresAt = at + given.expirySeconds * 1000
  const agreed = agreedOf({ terms: null, mode, expiresAt }, money)
  return {
    order: {
      status: "open",
      mode,
      ...money,
      ...{ agreed, expiresAt, ledger: ledger(agreed, []), facts: [], recorded: [], attempts: 0 },
      description: "two bags of coffee",
      number: named ? orderNumber(given.orderNumber, at, 42, "7K3QX9M2VB") : "–",
      paidAt: null,
      refunded: 0,
      late: false,
      over: 0,
      surplus: [],
    },
    path: "",
    merchant: merchant.trim() === "" ? null : merchant.trim(),
    contact: contact.trim() === "" ? null : contact.trim(),
    voice: await voiceOf(language, undefined),
    at,
    asked: NOTHING_ASKED,
    leadsTo,
  }
}

async function accountOf(world: Call["world"], account: string) {
  try {
    const connection = (await world.payments(account))?.connection
    return { mode: connection?.mode ?? "test", leadsTo: connection?.capabilities.kinds[0] ?? "page" } as const
  } catch (error) {
    if (error instanceof Failure) return { mode: "test", leadsTo: "page" } as const
    throw error
  }
}
