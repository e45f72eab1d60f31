import type { MemberWords } from "../../../core/words"
import type { mpesa } from "../mpesa"

/** Spanish. */
export const spanish: MemberWords<typeof mpesa> = {
  fields: {
    mode: {
      title: "Modo",
      hint: "Las pruebas preguntan al entorno de pruebas de Safaricom, donde no se mueve dinero.",
      values: { test: "Pruebas", live: "Real" },
    },
    consumerKey: { title: "Consumer key" },
    consumerSecret: { title: "Consumer secret" },
    shortCode: {
      title: "Código corto",
      hint: "El número Paybill; con un till, el de la tienda o la central que pasó a producción.",
    },
    till: { title: "Número de till", hint: "Solo si el dinero va a un till (Buy Goods)." },
    passkey: { title: "Passkey" },
    callbackForm: {
      title: "Dirección de avisos",
      hint: "La completa nombra el pedido. Si Safaricom responde Invalid CallBackURL, elige la corta, sin el pedido, o la velada, sin la palabra mpesa: entonces un pago cuya solicitud nunca nos confirmó hay que buscarlo a mano.",
      values: { whole: "Completa", short: "Corta", veiled: "Velada" },
    },
  },
  steps: {
    application: {
      title: "Crea una aplicación",
      text: "En developer.safaricom.co.ke, en My Apps, crea una aplicación con el producto M-PESA Express (Lipa na M-PESA) y copia su consumer key y su consumer secret. El entorno de pruebas usa el código corto 174379; su passkey está entre los datos de prueba del simulador.",
    },
    live: {
      title: "Pasa a producción",
      text: "En Go Live indica tu número Paybill o, con un till, el número de su tienda o de la central. Safaricom te envía entonces la passkey por correo. Con un till escribe también su propio número.",
    },
    callbacks: {
      title: "Los avisos no se configuran",
      text: "Cada solicitud lleva su propia dirección de avisos. Safaricom no firma ninguno, así que no se cree nada de lo que digan: Paythread pregunta a Safaricom cómo terminó la solicitud.",
    },
    refunds: {
      title: "Devuelve el dinero en el portal de M-PESA",
      text: "Las devoluciones se hacen en org.ke.m-pesa.com; el número del pedido es allí la referencia de la cuenta.",
    },
  },
}
