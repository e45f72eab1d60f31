import type { NodeWords } from "../../../../core/words"
import type { set } from "../set"

/** Spanish. */
export const spanish: NodeWords<typeof set> = {
  title: "Fijar variables",
  fields: {
    assignments: {
      title: "Variables",
      hint: "Cada una puede usar las anteriores.",
      fields: {
        name: { title: "Nombre" },
        value: { title: "Valor" },
        as: { title: "Se guarda como", values: { text: "texto", number: "número", json: "JSON" } },
      },
    },
  },
  exits: { next: "Siguiente" },
  sentences: {},
}
