import type { NodeWords } from "../../../../core/words"
import type { message } from "../message"

/** Spanish. */
export const spanish: NodeWords<typeof message> = {
  title: "Mensaje",
  fields: {
    text: { title: "Texto" },
    media: {
      title: "Archivo",
      hint: "Una imagen, un vídeo, un audio o un documento que va con el texto.",
      fields: {
        kind: {
          title: "Tipo",
          values: { image: "imagen", video: "vídeo", audio: "audio", document: "documento" },
        },
        url: { title: "Dirección", hint: "https" },
        filename: { title: "Nombre del archivo" },
      },
    },
    link: {
      title: "Enlace",
      hint: "Un botón que abre una dirección.",
      fields: { title: { title: "Botón" }, url: { title: "Dirección", hint: "https" } },
    },
  },
  exits: { next: "Siguiente" },
  sentences: {
    nothing: () => "No dice nada: escribe un texto, o añade un archivo o un enlace.",
    notHttps: () => "La dirección debe empezar por https://.",
  },
}
