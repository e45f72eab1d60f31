import type { MemberWords } from "../../../core/words"
import type { paystack } from "../paystack"

/** Spanish. */
export const spanish: MemberWords<typeof paystack> = {
  fields: {
    secretKey: { title: "Clave secreta", hint: "También prueba lo que cuenta Paystack." },
    currencies: {
      title: "Monedas",
      hint: 'Las de tu negocio, como en "NGN, USD". EGP, RWF y XOF solo si se nombran aquí.',
    },
    emailDomain: {
      title: "Dominio de las direcciones inventadas",
      hint: "Paystack quiere una dirección de correo de cada cliente. En vez de pedírsela, se le da una en este dominio, que debe ser tuyo: allí llegan los recibos de Paystack.",
    },
    failedPayments: {
      title: "Después de un pago fallido",
      hint: "Si se puede volver a pagar en la página, lo que Paystack permite al cliente mientras está abierta.",
      values: { open: "La página sigue abierta", final: "El pago termina" },
    },
  },
  steps: {
    key: {
      title: "Copia la clave secreta",
      text: "En el panel de Paystack, en Settings > API Keys & Webhooks, copia la clave secreta. Una que empieza por sk_test_ no mueve dinero.",
    },
    webhook: {
      title: "Dile a Paystack adónde van las novedades",
      text: "En la misma página escribe {callbackUrl} como URL del webhook del mismo modo, de pruebas o real. Sin él un pago solo se encuentra cuando se busca.",
    },
    customers: {
      title: "Di cómo se pregunta a los clientes",
      text: "Paystack quiere una dirección de correo con cada pago. Los clientes escriben la suya en la página de pago, salvo que aquí se nombre un dominio tuyo para direcciones inventadas.",
    },
  },
}
