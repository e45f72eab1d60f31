import type { MemberWords } from "../../../core/words"
import type { vonage } from "../vonage"

/** Spanish. */
export const spanish: MemberWords<typeof vonage> = {
  fields: {
    apiKey: { title: "Clave de API" },
    signatureSecret: { title: "Secreto de firma" },
    previousSignatureSecret: {
      title: "Secreto de firma anterior",
      hint: "Se acepta todavía mientras cambia el secreto.",
    },
    applicationId: { title: "ID de la aplicación" },
    privateKey: {
      title: "Clave privada",
      hint: "El archivo entero que Vonage dio con la aplicación, con la primera línea y la última.",
    },
    from: {
      title: "Remitente",
      hint: "Un número en forma internacional, un código corto o un nombre de 11 caracteres.",
    },
    longestText: {
      title: "Texto más largo",
      hint: "Caracteres de un mensaje que la cuenta puede enviar; 1000 si está vacío. Los textos más largos van en partes.",
    },
  },
  steps: {
    account: {
      title: "Busca la clave y el secreto de firma",
      text: "En el panel de Vonage, en API Settings, están la clave de API y el secreto de firma; elige SHA-256 HMAC como método de firma. Los webhooks sin firma no se aceptan.",
    },
    application: {
      title: "Crea una aplicación",
      text: "En Applications crea una con la capacidad Messages, genera su clave pública y privada y guarda el archivo. Pon {webhookUrl} tanto en su inbound URL como en su status URL.",
    },
    number: {
      title: "Vincula el número",
      text: "Vincula a la aplicación un número que pueda enviar y recibir SMS. Si el ajuste de SMS de la cuenta es la SMS API, pon {webhookUrl} también como webhook de entrada del número.",
    },
  },
}
