import type { NodeWords } from "../../../../core/words"
import type { delay } from "../delay"

const time = { title: "Hora", hint: "Horas y minutos, como 09:30." }
const zone = { title: "Zona horaria", hint: "Por ejemplo, Africa/Johannesburg." }

/** Spanish. */
export const spanish: NodeWords<typeof delay> = {
  title: "Pausa",
  fields: {
    until: {
      title: "Hasta",
      kinds: {
        span: { title: "Un tiempo", fields: { waitSeconds: { title: "Espera (segundos)" } } },
        time: { title: "Una hora", fields: { time, zone } },
        date: {
          title: "Una fecha",
          fields: { date: { title: "Fecha", hint: "Por ejemplo, 2026-12-31, o una variable." }, time, zone },
        },
      },
    },
    meanwhile: {
      title: "Si el cliente escribe entretanto",
      hint: "La respuesta de espera del flujo se dice una vez; salir termina la espera; nada deja las palabras sin respuesta.",
      values: { "standing answer": "respuesta de espera", leave: "salir", nothing: "nada" },
    },
  },
  exits: { next: "Siguiente", reply: "El cliente escribió", failed: "Sin fecha" },
  sentences: {
    zone: () => "No existe esa zona horaria: escríbela como Africa/Johannesburg.",
    date: () => "Escribe la fecha como 2026-12-31.",
  },
}
