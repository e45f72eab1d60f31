import { spanish as configuration } from "../../../../core/order/words/spanish"
import type { NodeWords } from "../../../../core/words"
import type { chat2pay } from "../chat2pay"

/** Spanish. */
export const spanish: NodeWords<typeof chat2pay> = {
  title: "Chat 2 Pay",
  fields: {
    amount: { title: "Importe", hint: "Un número como 99.50, o una variable." },
    currency: { title: "Moneda", hint: "Si está vacía, la de la configuración de pagos." },
    description: { title: "Descripción" },
    orderNumber: {
      title: "Número de pedido",
      kinds: {
        automatic: { title: "Automático" },
        custom: { title: "Propio", fields: { template: { title: "Plantilla" } } },
      },
    },
    expirySeconds: {
      title: "El enlace vence tras (segundos)",
      hint: "Si está vacío, el de la configuración de pagos.",
    },
    messages: {
      title: "Mensajes",
      hint: "En lugar de los de la configuración.",
      fields: configuration.fields.messages.fields,
    },
  },
  exits: { paid: "Pagado", failed: "Fallido", expired: "Vencido", cancelled: "Cancelado", error: "Error" },
  sentences: {
    signs: () => "Junto a una variable, un importe no lleva signos ni palabras: quítalos.",
  },
}
