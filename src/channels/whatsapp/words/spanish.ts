import type { MemberWords } from "../../../core/words"
import type { whatsapp } from "../whatsapp"

/** Spanish. */
export const spanish: MemberWords<typeof whatsapp> = {
  fields: {
    phoneNumberId: {
      title: "ID del número de teléfono",
      hint: "Está en los ajustes de WhatsApp de la aplicación; no es el propio número.",
    },
    accessToken: { title: "Token de acceso de un usuario del sistema" },
    appSecret: { title: "Clave secreta de la aplicación" },
    previousAppSecret: {
      title: "Clave secreta anterior",
      hint: "Se acepta todavía mientras cambia la clave.",
    },
    verifyToken: { title: "Token de verificación" },
    graphVersion: { title: "Versión de la API Graph" },
    fallbackTemplate: {
      title: "Plantilla de reserva",
      hint: "Se envía cuando la ventana de 24 horas está cerrada: una plantilla aprobada con palabras antes y después de su única variable {{1}}, el texto.",
    },
    fallbackLanguage: { title: "Idioma de la plantilla de reserva" },
    country: { title: "País", hint: "Dos letras; cómo se leen los teléfonos de los contactos compartidos." },
  },
  steps: {
    number: {
      title: "Busca el número y las claves",
      text: "En el panel de la aplicación de Meta añade el producto WhatsApp. En API Setup está el ID del número de teléfono; en App settings > Basic, la clave secreta de la aplicación.",
    },
    token: {
      title: "Crea un token que no caduque",
      text: "En Business settings > System users crea un usuario del sistema con el permiso whatsapp_business_messaging y genera su token. El token de verificación lo inventas tú.",
    },
    webhook: {
      title: "Dile a Meta adónde van los mensajes",
      text: "En WhatsApp > Configuration pon como callback URL {webhookUrl} con tu token de verificación y suscríbete al campo messages.",
    },
    template: {
      title: "Consigue que aprueben una plantilla de reserva",
      text: "Pasadas 24 horas del último mensaje del cliente solo se puede enviar una plantilla aprobada. Meta rechaza una variable al principio o al final, así que haz que aprueben una como: Aquí tienes un mensaje de Panadería Rosa: {{1}} Responde aquí para continuar. Sus propias palabras pueden ocupar 200 caracteres; la variable va numerada y es la única. Pon aquí su nombre y su idioma.",
    },
  },
}
