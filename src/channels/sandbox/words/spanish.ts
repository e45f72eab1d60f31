import type { MemberWords } from "../../../core/words"
import type { sandbox } from "../sandbox"

/** Spanish. */
export const spanish: MemberWords<typeof sandbox> = {
  title: "Teléfono de prueba",
  fields: {
    secret: { title: "Secreto", hint: "Firma en ambos sentidos." },
  },
  steps: {
    phone: {
      title: "Escribe desde el teléfono de prueba",
      text: "Abre un flujo, pulsa Probar y elige En vivo: su teléfono escribe a esta cuenta. Nada sale de tu máquina.",
    },
  },
}
