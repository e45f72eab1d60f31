import * as z from "zod"
import { isOptional, paystackCodes } from "./money"

/** Fields of an account. */
export const config = z.object({
  secretKey: z
    .string()
    .trim()
    .regex(/^sk_(test|live)_\w{8,}$/, "Must be a secret key (sk_test_… or sk_live_…)")
    .meta({ title: "Secret key", description: "Also proves what Paystack tells.", secret: true }),
  currencies: z
    .string()
    .trim()
    .toUpperCase()
    .regex(new RegExp(`^(${paystackCodes.join("|")})([ ,]+(${paystackCodes.join("|")}))*$`), {
      error: `Must be some of ${paystackCodes.join(", ")}`,
    })
    .optional()
    .meta({
      title: "Currencies",
      description: `Those of your business, as in "NGN, USD". ${paystackCodes.filter(isOptional).join(", ")} only when named here.`,
    }),
  emailDomain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?=.{4,190}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/, "Must be a domain of yours, as in shop.com")
    .optional()
    .meta({
      title: "Domain of made-up e-mail addresses",
      description:
        "Paystack wants an address of each customer. Instead of being asked for it, a customer gets one at this domain, which must be yours: Paystack's receipts go there.",
    }),
  failedPayments: z.enum(["open", "final"]).default("open").meta({
    title: "After a failed payment",
    description: "Whether the page can be paid again, which Paystack lets a customer do while it is open.",
  }),
})

/** An account's fields, parsed. */
export type PaystackConfig = z.output<typeof config>
