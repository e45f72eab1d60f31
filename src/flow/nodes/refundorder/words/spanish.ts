import type { NodeWords } from "../../../../core/words"
import type { refundorder } from "../refundorder"

/** Spanish. */
export const spanish: NodeWords<typeof refundorder> = {
  title: "Devolver dinero",
  fields: {
    order: {
      title: "Número de pedido",
      hint: "Por ejemplo {{ Pay.orderNumber }}. Solo se encuentran los pedidos de este cliente.",
    },
    amount: { title: "Importe", hint: "Vacío: todo lo que queda del pago." },
  },
  exits: { done: "Devuelto", pending: "En camino", failed: "No es posible" },
  sentences: {},
}
