import { type Capabilities, defineProvider } from "../provider"
import { config, type PayPalConfig } from "./config"
import { connect } from "./connection"
import { paypalCurrencies } from "./money"

const capabilities: Capabilities = {
  currencies: paypalCurrencies,
  kinds: ["page"],
  needs: [],
  expiry: { shortest: 3 * 3600, longest: 72 * 3600 },
  close: false,
  capture: { parts: "none", days: 3 / 24 },
  refund: { partial: true, days: 180 },
  repeat: { gives: "same", hours: 6 },
  tells: { failed: true, expired: false, refunds: true, disputes: true },
}

/** PayPal Checkout: an order that the customer approves on PayPal's page and that is then captured (Orders API v2). */
export const paypal = defineProvider({
  name: "paypal",
  title: "PayPal",
  config,
  capabilities,
  callbacks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    app: {
      title: "Make an app",
      text: "On developer.paypal.com under Apps & Credentials choose Sandbox or Live, create an app, and put its client ID and secret here.",
    },
    webhook: {
      title: "Let PayPal know where news goes",
      text: "Save the account, then set up PayPal's side here: that makes a webhook to {callbackUrl} in your app. Without it no news of PayPal's is believed.",
    },
    currencies: {
      title: "Choose what is taken",
      text: "At PayPal under Payment preferences let payments in currencies that you do not hold be accepted: else each waits there for you.",
    },
  },
  pretend: false,
  connect: (fields, setting) => connect(fields, setting, ofAccount(fields)),
})

/** An approval stands as long as was agreed with PayPal. */
function ofAccount({ approvalHours }: PayPalConfig): Capabilities {
  const hours = Number(approvalHours)
  const expiry = { shortest: hours * 3600, longest: hours * 3600 }
  return { ...capabilities, expiry, capture: { parts: "none", days: hours / 24 } }
}
