import type { MemberWords } from "../../../core/words"
import type { stripe } from "../stripe"

/** Spanish. */
export const spanish: MemberWords<typeof stripe> = {
  fields: {
    secretKey: { title: "Clave secreta" },
    webhookSecret: { title: "Secreto de firma del webhook" },
    previousWebhookSecret: { title: "Secreto de firma anterior", hint: "Mientras se sustituye." },
    apiVersion: { title: "Versión de la API" },
    statementDescriptor: {
      title: "Concepto en el extracto",
      hint: "Va detrás del de la cuenta en el extracto del cliente.",
    },
    checkoutHost: {
      title: "Host de la página de pago",
      hint: "Solo con un dominio propio para las páginas de Stripe.",
    },
    accountId: {
      title: "Id de la cuenta",
      hint: "Solo si los eventos llegan por el endpoint de una plataforma. Los eventos de cualquier otra cuenta no cuentan.",
    },
  },
  steps: {
    key: {
      title: "Crea una clave",
      text: "En el panel de Stripe, en Developers > API keys, crea una clave restringida que pueda escribir Checkout Sessions, PaymentIntents y Refunds y leer Charges, o usa la clave secreta. Las claves que empiezan por sk_test_ no mueven dinero.",
    },
    webhook: {
      title: "Dile a Stripe adónde van las novedades",
      text: "En Developers > Webhooks añade el endpoint {callbackUrl} para los eventos checkout.session.completed, checkout.session.async_payment_succeeded, checkout.session.async_payment_failed, checkout.session.expired, payment_intent.payment_failed, payment_intent.canceled, charge.captured, charge.refunded, refund.created, refund.updated, refund.failed, charge.dispute.created, charge.dispute.updated, charge.dispute.closed.",
    },
    signing: {
      title: "Copia el secreto de firma",
      text: "La página del endpoint muestra un secreto de firma que empieza por whsec_: ponlo aquí. Sin él no se cree ningún pago.",
    },
  },
}
