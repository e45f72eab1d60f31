import type { MemberWords } from "../../../core/words"
import type { twilio } from "../twilio"

/** Spanish. */
export const spanish: MemberWords<typeof twilio> = {
  fields: {
    accountSid: { title: "SID de la cuenta" },
    authToken: { title: "Token de autenticación" },
    previousAuthToken: { title: "Token de autenticación anterior, que se acepta todavía mientras cambia" },
    from: {
      title: "Remitente",
      hint: "Un número en forma internacional, un código corto o el SID de un servicio de mensajería.",
    },
    apiKeySid: {
      title: "SID de la clave de API",
      hint: "Envía con una clave de API en lugar del token de autenticación.",
    },
    apiKeySecret: { title: "Secreto de la clave de API" },
  },
  steps: {
    account: {
      title: "Busca la cuenta",
      text: "En la consola de Twilio están el Account SID y el Auth token.",
    },
    sender: {
      title: "Elige desde qué se envía",
      text: "Un número en forma internacional, un código corto o el SID de un servicio de mensajería.",
    },
    webhook: {
      title: "Dile a Twilio adónde van los mensajes",
      text: "En los ajustes del número, en A message comes in, pon {webhookUrl}#rc=3&rp=all con el método POST: el final hace que Twilio lo intente de nuevo cuando falla una entrega. Los estados de entrega no necesitan ajuste.",
    },
  },
}
