import type { NodeWords } from "../../../../core/words"
import type { menu } from "../menu"

/** Spanish. */
export const spanish: NodeWords<typeof menu> = {
  title: "Menú",
  fields: {
    text: { title: "Texto" },
    options: {
      title: "Opciones",
      fields: {
        id: { title: "Identificador" },
        title: { title: "Título", hint: "Los botones muestran 20 caracteres; las listas, 24." },
        description: { title: "Descripción" },
      },
    },
    listTitle: { title: "Rótulo de la lista", hint: "Donde la hay." },
    invalid: {
      title: "Lo que se dice a cualquier otra cosa",
      hint: "Si está vacío, las palabras propias del producto.",
    },
    retries: { title: "Intentos adicionales" },
    timeoutSeconds: { title: "Espera (segundos)", hint: "Sin límite si está vacío." },
  },
  exits: { other: "Cualquier otra cosa", timeout: "Sin respuesta a tiempo" },
  sentences: {
    idTwice: ({ id }) => `Dos opciones tienen el identificador ${id}.`,
    titleTwice: ({ title }) =>
      `Dos opciones se llaman «${title}», así que lo que escriba el cliente podría ser cualquiera de las dos.`,
  },
}
