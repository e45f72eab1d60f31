import type { NodeWords } from "../../../../core/words"
import type { goto } from "../goto"

/** Spanish. */
export const spanish: NodeWords<typeof goto> = {
  title: "Ir a otro flujo",
  fields: {
    flow: { title: "Flujo" },
    carry: { title: "Llevar las variables", hint: "El flujo las lee como {{ carried.Name }}." },
  },
  exits: {},
  sentences: {},
}
