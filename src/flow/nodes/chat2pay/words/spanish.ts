import { spanish as configuration } from "../../../../core/order/words/spanish"
import type { NodeWords } from "../../../../core/words"
import type { chat2pay } from "../chat2pay"

/** Spanish. */
export const spanish: NodeWords<typeof chat2pay> = {
  title: "Chat 2 Pay",
  fields: {
    amount: {
      title: "Importe",
      hint: "Todo lo que se debe: un número como 99.50, o una variable. Sin él, los artículos suman solos.",
    },
    currency: { title: "Moneda", hint: "Si está vacía, la de la configuración de pagos." },
    description: { title: "Descripción" },
    items: {
      title: "Artículos",
      hint: "Se muestran en la página de pago, cada uno con su precio.",
      fields: {
        name: { title: "Nombre" },
        quantity: { title: "Cantidad" },
        price: { title: "Precio de uno" },
      },
    },
    tax: { title: "Impuestos", hint: "Se suman a los artículos." },
    discount: { title: "Descuento", hint: "Se resta." },
    shipping: { title: "Envío", hint: "Se suma a los artículos." },
    deposit: {
      title: "Anticipo",
      hint: "Se pide primero; el resto se paga con el mismo enlace. El flujo sigue cuando llega el anticipo.",
    },
    capture: {
      title: "El dinero se cobra",
      hint: "Más tarde significa que queda reservado hasta que alguien lo cobre, donde el proveedor puede hacerlo.",
      values: { at_once: "Al momento", later: "Más tarde" },
    },
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
  exits: {
    paid: "Pagado",
    part_paid: "Anticipo pagado",
    authorised: "Reservado",
    failed: "Fallido",
    expired: "Vencido",
    cancelled: "Cancelado",
    error: "Error",
  },
  sentences: {
    signs: () => "Junto a una variable, un importe no lleva signos ni palabras: quítalos.",
  },
}
