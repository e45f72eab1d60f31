import type { NodeWords } from "../../../../core/words"
import type { orderstatus } from "../orderstatus"

/** Spanish. */
export const spanish: NodeWords<typeof orderstatus> = {
  title: "Estado del pedido",
  fields: {
    order: {
      title: "Número de pedido",
      hint: "Por ejemplo {{ Pay.orderNumber }}, o lo que respondió el cliente. Solo se encuentran los pedidos de este cliente.",
    },
    ask: {
      title: "Preguntar antes al proveedor",
      hint: "Si, por lo que aquí se sabe, el pedido no está pagado.",
    },
  },
  exits: {
    paid: "Pagado",
    open: "Aún sin pagar",
    ended: "Terminó sin pago",
    look: "Requiere a una persona",
    unknown: "No existe",
  },
  sentences: {},
}
