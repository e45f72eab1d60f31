import type { NodeWords } from "../../../../core/words"
import type { request } from "../request"

/** Spanish. */
export const spanish: NodeWords<typeof request> = {
  title: "Integración de API",
  fields: {
    method: { title: "Método" },
    url: { title: "Dirección", hint: "https; las variables, solo después del host, y cada una codificada." },
    query: { title: "Consulta", fields: { name: { title: "Nombre" }, value: { title: "Valor" } } },
    headers: { title: "Cabeceras", fields: { name: { title: "Nombre" }, value: { title: "Valor" } } },
    body: {
      title: "Cuerpo",
      hint: "En JSON cada texto se rellena por separado; {{ Ask.value | json }} solo pone el valor tal cual.",
      kinds: {
        none: { title: "Ninguno" },
        json: { title: "JSON", fields: { json: { title: "JSON" } } },
        form: {
          title: "Formulario",
          fields: { fields: { title: "Campos", fields: { name: { title: "Nombre" }, value: { title: "Valor" } } } },
        },
        text: { title: "Texto", fields: { text: { title: "Texto" } } },
      },
    },
    timeoutSeconds: { title: "Espera (segundos)" },
    values: {
      title: "Valores",
      hint: "Los nodos siguientes los leen con el nombre de este nodo.",
      fields: { name: { title: "Nombre" }, path: { title: "JSONPath", hint: "Por ejemplo, $.order.number" } },
    },
    success: {
      title: "Éxito",
      fields: {
        statuses: { title: "Códigos de estado", hint: "Por ejemplo, 200-299,304" },
        path: { title: "JSONPath que debe encontrar algo" },
        equals: { title: "y debe ser" },
      },
    },
  },
  exits: { ok: "Bien", failed: "Falló" },
  sentences: {
    getWithBody: () => "GET no envía cuerpo: elige POST, o ningún cuerpo.",
    nameTaken: ({ name }) => `El nombre ${name} ya está en uso: ponle otro a este valor.`,
    statuses: () => "Escribe los códigos de estado como 200-299,304.",
    equalsWithoutPath: () => "Indica con JSONPath qué debe ser igual.",
  },
}
