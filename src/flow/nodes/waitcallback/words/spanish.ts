import type { NodeWords } from "../../../../core/words"
import type { waitcallback } from "../waitcallback"

/** Spanish. */
export const spanish: NodeWords<typeof waitcallback> = {
  title: "Esperar una llamada",
  fields: {
    timeoutSeconds: { title: "Espera (segundos)" },
    meanwhile: {
      title: "Si el cliente escribe entretanto",
      hint: "La respuesta de espera del flujo se dice una vez; salir termina la espera; nada deja las palabras sin respuesta.",
      values: { "standing answer": "respuesta de espera", leave: "salir", nothing: "nada" },
    },
  },
  exits: { answered: "Llamaron", reply: "El cliente escribió", timeout: "Sin llamada a tiempo" },
  sentences: {},
}
