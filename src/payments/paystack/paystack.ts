import { type Capabilities, defineProvider } from "../provider"
import { config, type PaystackConfig } from "./config"
import { connect } from "./connection"
import { currenciesOf, paystackCurrencies } from "./money"

const capabilities: Capabilities = {
  currencies: paystackCurrencies,
  kinds: ["page"],
  needs: ["email"],
  expiry: null,
  close: false,
  capture: null,
  refund: { partial: true, days: null },
  repeat: { gives: "refusal" },
  tells: { failed: false, expired: false, refunds: true, disputes: true },
}

/** Paystack: a hosted page for one transaction under our own reference (paystack.com/docs/api/transaction). */
export const paystack = defineProvider({
  name: "paystack",
  title: "Paystack",
  config,
  capabilities,
  callbacks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    key: {
      title: "Copy the secret key",
      text: "In Paystack's dashboard under Settings > API Keys & Webhooks copy the secret key. One that begins with sk_test_ moves no money.",
    },
    webhook: {
      title: "Tell Paystack where news goes",
      text: "On the same page enter {callbackUrl} as the webhook URL of the same mode, test or live. Without it a payment is found only when it is looked for.",
    },
    customers: {
      title: "Say how customers are asked",
      text: "Paystack wants an e-mail address with each payment. Customers type theirs on the pay page, unless a domain of yours is named here for addresses made up for them.",
    },
  },
  pretend: false,
  connect: (fields, setting) => connect(fields, setting, ofAccount(fields)),
})

/** A business takes its country's currency and perhaps one more; whoever makes addresses up asks nobody for them. */
function ofAccount({ currencies, emailDomain }: PaystackConfig): Capabilities {
  const needs: Capabilities["needs"] = emailDomain === undefined ? capabilities.needs : []
  return { ...capabilities, currencies: currenciesOf(currencies), needs }
}
