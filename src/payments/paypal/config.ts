import * as z from "zod"

/** Fields of an account. */
export const config = z.object({
  mode: z
    .enum(["sandbox", "live"])
    .default("sandbox")
    .meta({ title: "Mode", description: "Each mode has keys of its own." }),
  clientId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{20,128}$/, "Must be the client ID of a REST app")
    .meta({ title: "Client ID" }),
  clientSecret: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{20,128}$/, "Must be the secret of a REST app")
    .meta({ title: "Secret", secret: true }),
  webhookId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{1,50}$/, "Must be the id of a webhook")
    .optional()
    .meta({ title: "Webhook ID", description: "Found out when PayPal's side is set up.", learnt: true }),
  brandName: z
    .string()
    .trim()
    .min(1)
    .max(127)
    .optional()
    .meta({ title: "Name on PayPal's page", description: "Instead of the account's own." }),
  slowPayments: z
    .enum(["taken", "refused"])
    .default("taken")
    .meta({ title: "Slow payments", description: "Such as an eCheck, which takes days and can still fail." }),
  approvalHours: z.enum(["3", "6", "24", "48", "72"]).default("3").meta({
    title: "Hours to pay",
    description: "As agreed with PayPal: how long its page is good, and again how long an approval is.",
  }),
})

/** An account's fields, parsed. */
export type PayPalConfig = z.output<typeof config>
