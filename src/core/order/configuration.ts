import * as z from "zod"
import type { Phrases } from "../languages/language"
import { currencies } from "../money"
import { orderNumberFault } from "./number"
import { expirySeconds } from "./terms"

/** Words to the customer; `standard` are the product's own that are said instead. */
function wording(standard: keyof Phrases, more: { needed?: boolean } = {}) {
  return z
    .string()
    .max(1000)
    .meta({ control: "wording", standard, ...more })
    .optional()
}

/** What the customer is told of an order; templates. Absent means the words from further out, empty means silence. */
export const orderMessages = z.object({
  // Without it nobody could pay.
  request: wording("paymentRequest", { needed: true }),
  paid: wording("paid"),
  failed: wording("failed"),
  expired: wording("expired"),
  cancelled: wording("cancelled"),
  error: wording("error"),
  waiting: wording("waiting"),
})

export type OrderMessages = z.output<typeof orderMessages>

/** The payment settings of a deployment: set once, used by every Chat 2 Pay node. */
export const paymentConfiguration = z.object({
  enabled: z.boolean().default(true).meta({ title: "Take payments" }),
  account: z
    .string()
    .min(1)
    .meta({ title: "Payment account", description: "The account that new orders are paid to." }),
  merchant: z.string().trim().min(1).max(60).meta({ title: "Business name", description: "Shown on the pay page." }),
  contact: z
    .string()
    .trim()
    .max(120)
    .default("")
    .meta({ title: "Help contact", description: "Shown on the pay page when something went wrong." }),
  currency: z.enum(currencies).meta({ title: "Default currency" }),
  currencies: z
    .array(z.enum(currencies))
    .max(200)
    .default([])
    .meta({ title: "Further currencies", description: "What nodes may ask for beside the default." }),
  orderNumber: z
    .string()
    .default("{YY}{MM}{DD}-{random:6}")
    .superRefine((pattern, context) => {
      const fault = orderNumberFault(pattern)
      if (fault) context.addIssue({ code: "custom", message: fault.message })
    })
    .meta({
      title: "Order number",
      description: "{YYYY} {YY} {MM} {DD} for the day, {seq:5} for a running number, {random:6} for a random part.",
    }),
  expirySeconds: expirySeconds.default(86_400).meta({ title: "Links expire after (seconds)" }),
  latePayment: z
    .enum(["tell", "refund", "agent"])
    .default("tell")
    .meta({
      title: "Money that comes after an order ended",
      description: "Tell the customer, refund it, or hand it to a person.",
      labels: { tell: "Tell the customer", refund: "Give it back at once", agent: "Leave it to a person" },
    }),
  withOrder: z.boolean().default(false).meta({
    title: "Send codes and prompts with the order",
    description:
      "Where a payment needs no page, its code, prompt or details come in the chat at once, before the link is opened.",
  }),
  messages: orderMessages.default({}).meta({ title: "Messages", description: "Instead of the product's own words." }),
})

export type PaymentConfiguration = z.output<typeof paymentConfiguration>
