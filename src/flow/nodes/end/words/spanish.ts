import type { NodeWords } from "../../../../core/words"
import type { end } from "../end"

/** Spanish. */
export const spanish: NodeWords<typeof end> = {
  title: "Fin",
  fields: { text: { title: "Últimas palabras", hint: "Vacío no dice nada." } },
  exits: {},
  sentences: {},
}
