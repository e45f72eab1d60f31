import type { NodeWords } from "../../../../core/words"
import type { question } from "../question"

/** Spanish. */
export const spanish: NodeWords<typeof question> = {
  title: "Pregunta",
  fields: {
    text: { title: "Pregunta" },
    answer: {
      title: "Respuesta",
      values: {
        text: "texto",
        number: "número",
        integer: "número entero",
        amount: "importe",
        email: "correo electrónico",
        phone: "teléfono",
        date: "fecha",
        yesno: "sí o no",
        pattern: "patrón",
        any: "cualquier cosa",
      },
    },
    pattern: { title: "Patrón", hint: "Con «patrón», toda la respuesta debe ajustarse a él." },
    country: { title: "País", hint: "De dónde son los teléfonos sin código de país." },
    currency: { title: "Moneda", hint: "Decide cómo se puede escribir un importe." },
    dateFormat: { title: "Formato de fecha" },
    minimum: { title: "Como mínimo", hint: "De un texto, sus caracteres." },
    maximum: { title: "Como máximo", hint: "De un texto, sus caracteres." },
    invalid: {
      title: "Lo que se dice a una respuesta errónea",
      hint: "Si está vacío, las palabras propias del producto.",
    },
    retries: { title: "Intentos adicionales" },
    timeoutSeconds: { title: "Espera (segundos)", hint: "Sin límite si está vacío." },
    cancelWords: { title: "Palabras que cancelan" },
    sensitive: { title: "Delicada", hint: "Oculta la respuesta en la cronología." },
  },
  exits: {
    answered: "Respondida",
    invalid: "No se entendió",
    timeout: "Sin respuesta a tiempo",
    cancelled: "Cancelada",
  },
  sentences: {
    patternMissing: () => "Indica el patrón de la respuesta.",
    currencyMissing: () => "Indica en qué moneda está el importe.",
    crossed: () => "El mínimo de la respuesta no puede ser mayor que su máximo.",
  },
}
