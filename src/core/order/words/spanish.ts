import type { FormWords } from "../../words"
import type { paymentConfiguration } from "../configuration"

/** Spanish: the payment configuration. */
export const spanish: FormWords<typeof paymentConfiguration> = {
  fields: {
    enabled: { title: "Aceptar pagos" },
    account: { title: "Cuenta de pago", hint: "La cuenta en la que se pagan los pedidos nuevos." },
    merchant: { title: "Nombre del negocio", hint: "Se muestra en la página de pago." },
    contact: { title: "Contacto de ayuda", hint: "Se muestra en la página de pago cuando algo sale mal." },
    currency: { title: "Moneda habitual" },
    currencies: { title: "Otras monedas", hint: "Las que los nodos pueden pedir además de la habitual." },
    orderNumber: {
      title: "Número de pedido",
      hint: "{YYYY} {YY} {MM} {DD} para el día, {seq:5} para un número correlativo, {random:6} para una parte al azar.",
    },
    expirySeconds: { title: "Los enlaces vencen tras (segundos)" },
    latePayment: {
      title: "Dinero que llega cuando el pedido ya terminó",
      hint: "Avisar al cliente, devolverlo o pasarlo a una persona.",
      values: { tell: "Decírselo al cliente", refund: "Devolverlo al momento", agent: "Dejarlo a una persona" },
    },
    withOrder: {
      title: "Enviar códigos y solicitudes con el pedido",
      hint: "Cuando un pago no necesita página, su código, solicitud o datos llegan al chat enseguida, antes de abrir el enlace.",
    },
    messages: {
      title: "Mensajes",
      hint: "En lugar de las palabras propias del producto.",
      fields: {
        request: { title: "Petición" },
        paid: { title: "Pagado" },
        failed: { title: "Fallido" },
        expired: { title: "Vencido" },
        cancelled: { title: "Cancelado" },
        error: { title: "Error" },
        waiting: { title: "En espera" },
      },
    },
  },
}
