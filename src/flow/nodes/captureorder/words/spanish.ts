import type { NodeWords } from "../../../../core/words"
import type { captureorder } from "../captureorder"

/** Spanish. */
export const spanish: NodeWords<typeof captureorder> = {
  title: "Cobrar lo retenido",
  fields: {
    order: {
      title: "Número de pedido",
      hint: "Por ejemplo {{ Pay.orderNumber }}. Solo se encuentran los pedidos de este cliente.",
    },
    amount: { title: "Importe", hint: "Vacío: todo lo que está retenido." },
    last: { title: "Soltar el resto", hint: "Si no, lo que deja una parte sigue retenido, donde el proveedor puede." },
  },
  exits: { done: "Cobrado", pending: "En camino", failed: "No es posible" },
  sentences: {},
}
