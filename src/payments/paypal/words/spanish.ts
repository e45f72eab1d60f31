import type { MemberWords } from "../../../core/words"
import type { paypal } from "../paypal"

/** Spanish. */
export const spanish: MemberWords<typeof paypal> = {
  fields: {
    mode: {
      title: "Modo",
      hint: "Cada modo tiene sus propias claves.",
      values: { sandbox: "Pruebas (sandbox)", live: "Real (live)" },
    },
    clientId: { title: "Id de cliente" },
    clientSecret: { title: "Secreto" },
    webhookId: { title: "Id del webhook", hint: "Se averigua al configurar el lado de PayPal." },
    brandName: { title: "Nombre en la página de PayPal", hint: "En lugar del nombre de la cuenta." },
    slowPayments: {
      title: "Pagos lentos",
      hint: "Como un eCheck, que tarda días y aún puede fallar.",
      values: { taken: "Se aceptan", refused: "Se rechazan" },
    },
    approvalHours: {
      title: "Horas para pagar",
      hint: "Según lo acordado con PayPal: cuánto vale su página y, otra vez, cuánto vale una aprobación.",
    },
  },
  steps: {
    app: {
      title: "Crea una aplicación",
      text: "En developer.paypal.com, en Apps & Credentials, elige Sandbox o Live, crea una aplicación y pon aquí su id de cliente y su secreto.",
    },
    webhook: {
      title: "Dile a PayPal adónde van las novedades",
      text: "Guarda la cuenta y después configura aquí el lado de PayPal: así se crea en tu aplicación un webhook hacia {callbackUrl}. Sin él no se cree ninguna novedad de PayPal.",
    },
    currencies: {
      title: "Elige qué se acepta",
      text: "En PayPal, en Payment preferences, deja que se acepten los pagos en monedas que no tienes: si no, cada uno espera allí a que lo apruebes.",
    },
  },
}
