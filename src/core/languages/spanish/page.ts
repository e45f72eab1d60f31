import type { PageWords } from "../language"
import { checkout } from "./checkout"

/** Spanish, on first-name terms. */
export const page: PageWords = {
  amountToPay: "Importe a pagar",
  depositToPay: "Anticipo a pagar ahora",
  restToPay: "Resto por pagar",
  payRest: (amount) => `Pagar el resto: ${amount}`,
  bill: {
    title: "Desglose",
    tax: "Impuestos",
    discount: "Descuento",
    shipping: "Envío",
    total: "Total",
    deposit: "Anticipo ahora",
    received: "Ya recibido",
    left: "Falta por pagar",
  },
  details: "Detalles",
  payee: "Para",
  description: "Concepto",
  orderNumber: "Número de pedido",
  payBy: "Pagar antes del",
  paidOn: "Pagado el",
  refunded: "Devuelto",
  pay: (amount) => `Pagar ${amount}`,
  secure: "Pagarás en la página segura de nuestro proveedor de pagos. Nunca vemos los datos de tu tarjeta.",
  checkout,
  cancel: "Cancelar este pago",
  close: "Puedes cerrar esta página y volver a tu chat.",
  test: "Modo de prueba: no se mueve dinero real.",
  pending: {
    title: "Tu pago está en camino",
    text: "Tu banco todavía tiene que confirmarlo. Te avisaremos en el chat en cuanto llegue; no pagues otra vez.",
  },
  authorised: {
    title: "Tu pago está reservado",
    text: "Tu banco nos guarda el dinero y todavía no lo hemos cobrado. Te avisaremos en el chat cuando lo hagamos; no pagues otra vez.",
  },
  part_paid: {
    title: "Hemos recibido una parte",
    text: "¡Gracias! Falta el resto. Vuelve a tu chat para ver cómo seguir.",
  },
  paid: { title: "¡Gracias!", text: "Hemos recibido tu pago." },
  late: "Nos llegó cuando el plazo ya había terminado. Te contaremos cómo seguimos.",
  overpaid: "Parece que pagaste dos veces. Lo revisaremos y te avisaremos.",
  failed: {
    title: "El pago no se pudo completar",
    text: "Ya no se puede pagar. Vuelve a tu chat para ver cómo seguir.",
  },
  expired: {
    title: "Este enlace de pago ha caducado",
    text: "Ya no se puede pagar. Vuelve a tu chat y pide un enlace nuevo.",
  },
  cancelled: {
    title: "Este pago fue cancelado",
    text: "Ya no se puede pagar. Si todavía quieres pagar, pide un enlace nuevo en tu chat.",
  },
  mismatch: {
    title: "Estamos revisando tu pago",
    text: "Lo que recibimos no coincide con lo que debías pagar. Te avisaremos; no pagues otra vez.",
  },
  checking: {
    title: "Estamos comprobando tu pago",
    text: "Tarda unos segundos y esta página se actualiza sola. No pagues otra vez.",
  },
  slow: {
    title: "Todavía no vemos tu pago",
    text: "Si ya pagaste, puede tardar un poco más. Te avisaremos en el chat en cuanto llegue.",
  },
  checkAgain: "Comprobar de nuevo",
  notPaidYet: "Todavía no he pagado",
  confirm: { title: "¿Cancelar este pago?", text: "El enlace de pago dejará de funcionar." },
  yesCancel: "Sí, cancelar",
  keep: "No, volver",
  unknown: {
    title: "Este enlace no funciona",
    text: "Puede que esté incompleto. Vuelve a tu chat y abre allí el enlace, o pide uno nuevo.",
  },
  trouble: {
    title: "No funcionó",
    text: "Inténtalo de nuevo en un momento. Si sigue pasando, dínoslo en tu chat.",
  },
  unpayable: {
    title: "Ahora mismo no se puede pagar",
    text: "El fallo es nuestro. Inténtalo más tarde con este mismo enlace.",
  },
  tryAgain: "Intentar de nuevo",
  help: "¿Necesitas ayuda?",
}
