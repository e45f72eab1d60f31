import type { MemberWords } from "../../../core/words"
import type { africastalking } from "../africastalking"

/** Spanish. */
export const spanish: MemberWords<typeof africastalking> = {
  fields: {
    username: { title: "Nombre de usuario", hint: "El de la aplicación; sandbox envía a su simulador." },
    apiKey: { title: "Clave de API" },
    from: {
      title: "Remitente",
      hint: "Un código corto al que se puede escribir, o un nombre, al que no. El suyo compartido si está vacío.",
    },
    keyword: {
      title: "Palabra clave de un código corto premium",
      hint: "Los mensajes van entonces por su servicio de contenidos suscritos. Vacío para cualquier otro remitente.",
    },
  },
  steps: {
    key: {
      title: "Crea una clave",
      text: "En los ajustes de la aplicación genera una clave de API; el nombre de usuario es el de la propia aplicación. En el sandbox es sandbox.",
    },
    sender: {
      title: "Elige desde qué se envía",
      text: "Un código corto bidireccional registrado para la aplicación, para que los clientes puedan escribirle. Un nombre (alfanumérico) solo se puede leer.",
    },
    callbacks: {
      title: "Diles adónde van los mensajes",
      text: "En SMS, SMS Callback URLs, pon {webhookUrl} en Incoming Messages, Delivery Reports y Bulk SMS Opt Out. No enseñes esa dirección a nadie: no firman nada, así que quien la conoce puede escribir como cualquiera.",
    },
  },
}
