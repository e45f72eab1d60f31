import * as z from "zod"
import { defineProvider } from "../provider"
import { mercadopagoCapabilities } from "./capabilities"
import { connect } from "./connection"

const secretSignature = z.string().regex(/^[!-~]{12,128}$/, "Must be the secret signature of the webhook")

const config = z.object({
  mode: z.enum(["test", "live"]).meta({
    title: "Mode",
    description: "Live moves money. A test user's token looks like a live one, so that only you know.",
  }),
  accessToken: z
    .string()
    .regex(/^(APP_USR|TEST)-[A-Za-z0-9_-]{8,200}$/, "Must be an access token (APP_USR-… or TEST-…)")
    .meta({ title: "Access token", secret: true }),
  webhookSecret: secretSignature.meta({ title: "Secret signature", secret: true }),
  previousWebhookSecret: secretSignature
    .optional()
    .meta({ title: "Previous secret signature", description: "While it is being replaced.", secret: true }),
  payerDocument: z.enum(["none", "asked"]).default("none").meta({
    title: "Payer's CPF or CNPJ",
    description: "Asked for on the pay page where Mercado Pago wants it of your account.",
  }),
})

/** Mercado Pago in Brazil, with Pix: a code to scan or to paste into a bank's application (Payments API). */
export const mercadopago = defineProvider({
  name: "mercadopago",
  title: "Mercado Pago (Pix)",
  config,
  capabilities: mercadopagoCapabilities,
  callbacks: { methods: ["POST"], proof: "signature", answer: { status: 200 } },
  guide: {
    key: {
      title: "Register a Pix key",
      text: "In the Mercado Pago application of the business register a Pix key: without one no code can be made.",
    },
    token: {
      title: "Copy the access token",
      text: "At mercadopago.com.br/developers under Your integrations make an application and copy the access token of its production credentials. To try it without money make a test user, take the token of an application of its own and choose the mode test.",
    },
    webhook: {
      title: "Tell Mercado Pago where news goes",
      text: "In the application under Webhooks > Configure notifications set {callbackUrl} for the event Payments, in the mode of your token, and save.",
    },
    signature: {
      title: "Copy the secret signature",
      text: "The same page then shows a secret signature: put it here. Without it no news is believed, and payments are found only when Paythread asks.",
    },
  },
  pretend: false,
  connect,
})
