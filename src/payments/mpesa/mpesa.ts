import * as z from "zod"
import { defineProvider } from "../provider"
import { mpesaCapabilities } from "./capabilities"
import { connect } from "./connection"

const config = z.object({
  mode: z
    .enum(["test", "live"])
    .meta({ title: "Mode", description: "Test asks Safaricom's sandbox, where no money moves." }),
  consumerKey: z
    .string()
    .regex(/^[!-~]{16,128}$/, "Must be the application's consumer key")
    .meta({ title: "Consumer key", secret: true }),
  consumerSecret: z
    .string()
    .regex(/^[!-~]{16,128}$/, "Must be the application's consumer secret")
    .meta({ title: "Consumer secret", secret: true }),
  shortCode: z
    .string()
    .regex(/^\d{5,7}$/, "Must be 5 to 7 digits")
    .meta({
      title: "Short code",
      description: "The Paybill number; for a till the store's or head office's number that went live.",
    }),
  till: z
    .string()
    .regex(/^\d{5,7}$/, "Must be 5 to 7 digits")
    .optional()
    .meta({ title: "Till number", description: "Only where the money goes to a till (Buy Goods)." }),
  passkey: z
    .string()
    .regex(/^[!-~]{16,256}$/, "Must be the passkey that Safaricom sent")
    .meta({ title: "Passkey", secret: true }),
  callbackForm: z.enum(["whole", "short", "veiled"]).default("whole").meta({
    title: "Callback address",
    description:
      "Whole names the order. Where Safaricom answers Invalid CallBackURL take short, without the order, or veiled, without the word mpesa: then a payment whose prompt it never confirmed to us has to be found by hand.",
  }),
})

/** M-Pesa of Safaricom in Kenya, by Daraja's M-PESA Express (STK push): the customer's phone asks for the PIN. */
export const mpesa = defineProvider({
  name: "mpesa",
  title: "M-Pesa",
  config,
  capabilities: mpesaCapabilities,
  callbacks: {
    methods: ["POST"],
    // Safaricom signs nothing: a callback only says where to look.
    proof: "address",
    answer: {
      status: 200,
      body: '{"ResultCode":0,"ResultDesc":"Accepted"}',
      headers: { "content-type": "application/json" },
    },
  },
  guide: {
    application: {
      title: "Make an application",
      text: "At developer.safaricom.co.ke under My Apps make an application with the product M-PESA Express (Lipa na M-PESA) and copy its consumer key and consumer secret. The sandbox has short code 174379; its passkey is among the simulator's test data.",
    },
    live: {
      title: "Go live",
      text: "Under Go Live name your Paybill number, or for a till its store or head office number. Safaricom then mails the passkey. For a till enter its own number too.",
    },
    callbacks: {
      title: "Callbacks need no setting",
      text: "Each prompt names its own callback address. Safaricom signs no callback, so nothing in one is believed: Paythread asks Safaricom how the prompt ended.",
    },
    refunds: {
      title: "Give money back in the M-PESA portal",
      text: "Reversals are made at org.ke.m-pesa.com, by the order's number as the account reference.",
    },
  },
  pretend: false,
  connect,
})
