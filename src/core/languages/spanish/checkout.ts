import type { CheckoutWords } from "../language"
import { chat } from "./chat"

/** Spanish, on first-name terms. */
export const checkout: CheckoutWords = {
  leadsTo: {
    code: "Recibirás un código para pagar en la aplicación de tu banco.",
    push: "Te enviaremos una solicitud de pago al teléfono.",
    instructions: "Verás los datos con los que pagar.",
  },
  asks: "Para este pago necesitamos saber:",
  fields: {
    name: "Nombre completo",
    email: "Correo electrónico",
    phone: "Teléfono con prefijo de país",
    country: "País",
    taxId: "Número de identificación fiscal",
  },
  choose: "Elige uno",
  check: "Revisa lo que está marcado abajo.",
  wrong: {
    name: "Escribe tu nombre completo.",
    email: "Escribe una dirección de correo completa, como nombre@example.com.",
    phone: "Escribe un número de teléfono con el prefijo del país, como +34 612 345 678.",
    country: "Elige un país.",
    taxId: "Este número no es correcto. Revisa cada cifra.",
  },
  posting: { title: "Te llevamos a la página de pago", text: "Si no pasa nada, pulsa el botón." },
  goOn: "Continuar",
  payWith: (scheme) => (scheme === null ? "Paga con este código" : `Paga con ${scheme}`),
  codeText: "Copia el código y pégalo en la aplicación de tu banco, o escanea la imagen con otro teléfono.",
  theCode: "Código",
  copyCode: "Copiar el código",
  copy: "Copiar",
  copied: "Copiado",
  picture: "El mismo código como código QR",
  openPage: "Abrir la página de pago",
  lookAtPhone: "Mira tu teléfono",
  askedOn: (phone) => `Enviamos una solicitud de pago a ${phone}. Confírmala allí y listo.`,
  againIn: (left) => `Se puede enviar otra vez en ${left}.`,
  again: "Enviar otra vez",
  unsure: {
    title: "No sabemos si la solicitud llegó a tu teléfono",
    text: "Todavía puede llegar. Si llega, confírmala una sola vez: lo veremos.",
  },
  instructions: {
    title: "Paga con estos datos",
    text: "Úsalos exactamente como están aquí para que reconozcamos tu pago.",
  },
  labels: chat.details,
  watching: "Esta página muestra cuándo ha llegado tu pago, y te avisamos en el chat.",
}
