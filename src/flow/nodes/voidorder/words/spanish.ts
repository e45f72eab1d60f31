import type { NodeWords } from "../../../../core/words"
import type { voidorder } from "../voidorder"

/** Spanish. */
export const spanish: NodeWords<typeof voidorder> = {
  title: "Soltar lo retenido",
  fields: {
    order: {
      title: "Número de pedido",
      hint: "Por ejemplo {{ Pay.orderNumber }}. Solo se encuentran los pedidos de este cliente.",
    },
  },
  exits: { done: "Soltado", pending: "En camino", failed: "No es posible" },
  sentences: {},
}
