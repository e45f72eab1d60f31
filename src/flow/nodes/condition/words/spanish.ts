import type { NodeWords } from "../../../../core/words"
import type { condition } from "../condition"

/** Spanish. */
export const spanish: NodeWords<typeof condition> = {
  title: "Condición",
  fields: {
    cases: {
      title: "Casos",
      hint: "Se toma el primero que se cumple.",
      fields: {
        name: { title: "Nombre" },
        left: { title: "Valor" },
        operator: {
          title: "Comparación",
          hint: "Mayor, menor, como mínimo y como máximo comparan números; las demás comparan texto sin distinguir mayúsculas ni acentos.",
          values: {
            equals: "es igual a",
            "not equals": "no es igual a",
            contains: "contiene",
            "starts with": "empieza por",
            "greater than": "es mayor que",
            "less than": "es menor que",
            "at least": "es como mínimo",
            "at most": "es como máximo",
            "is empty": "está vacío",
            "is not empty": "no está vacío",
            matches: "se ajusta al patrón",
          },
        },
        right: {
          title: "Comparado con",
          hint: "Con «se ajusta al patrón», el patrón al que debe ajustarse todo el valor.",
        },
      },
    },
  },
  exits: { else: "Si no" },
  sentences: {
    nameTaken: ({ name }) => `El nombre «${name}» ya está en uso: ponle otro a este caso.`,
  },
}
