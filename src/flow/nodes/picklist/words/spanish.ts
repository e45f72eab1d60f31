import type { NodeWords } from "../../../../core/words"
import type { picklist } from "../picklist"

/** Spanish. */
export const spanish: NodeWords<typeof picklist> = {
  title: "Lista dinámica",
  fields: {
    text: { title: "Texto" },
    list: { title: "Lista", hint: "Dónde está la lista, por ejemplo, Products.body.items." },
    title: { title: "Título de cada uno", hint: "Por ejemplo, {{ item.name }}. Las listas muestran 24 caracteres." },
    description: { title: "Descripción de cada uno", hint: "Por ejemplo, {{ item.price }}." },
    value: {
      title: "Valor de cada uno",
      hint: "Lo que distingue a uno de otro, por ejemplo, {{ item.id }}; el título si está vacío.",
    },
    pageSize: { title: "Se muestran a la vez", hint: "Si hay más, una opción más lleva a las siguientes." },
    listTitle: { title: "Rótulo de la lista", hint: "Donde la hay." },
    invalid: {
      title: "Lo que se dice a cualquier otra cosa",
      hint: "Si está vacío, las palabras propias del producto.",
    },
    retries: { title: "Intentos adicionales" },
    timeoutSeconds: { title: "Espera (segundos)", hint: "Sin límite si está vacío." },
  },
  exits: {
    chosen: "Elegido",
    other: "Cualquier otra cosa",
    empty: "Lista vacía",
    failed: "No hay lista",
    timeout: "Sin respuesta a tiempo",
  },
  sentences: {},
}
