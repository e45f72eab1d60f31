import type { Words } from "../language"

/** Spanish: channels. */
export const channels: Words["channels"] = {
  heading: "Canales",
  add: "Añadir un canal",
  which: "¿Dónde escriben sus clientes?",
  all: "Todos los canales",
  emptyTitle: "Todavía no hay un número al que escribir",
  empty:
    "Añada el número de WhatsApp o SMS al que escriben sus clientes. Su página muestra después, paso a paso, qué introducir en el canal.",
  next: "Un flujo responde en todos los canales salvo que nombre algunos; véase su configuración en el lienzo.",
  lastIn: (when) => `Último mensaje recibido: ${when}.`,
  lastOut: (when) => `Último mensaje enviado: ${when}.`,
  setUp: "Configuración paso a paso",
  webhook: "Dirección para los webhooks del canal",
  checkTitle: "La cuenta",
  checkHelp: "Pregunta al canal si las claves son buenas y de quién son. No se envía nada.",
  check: "Probar la cuenta",
  checked: (holder) =>
    holder === null ? "El canal acepta las claves." : `El canal acepta las claves: son de ${holder}.`,
  unchecked: "En este canal no hay nada que preguntar: envíe un mensaje de prueba.",
  faulty: (reason) => `La cuenta no funciona: ${reason}`,
  test: "Mensaje de prueba",
  testHelp: "Por ejemplo, a su propio teléfono.",
  testWindow: (hours) => `Ese teléfono tiene que haber escrito a este número en las últimas ${hours} horas.`,
  testTo: "Número de teléfono",
  testWhat: "Texto",
  testText: "Este es un mensaje de prueba de Paythread.",
  send: "Enviar la prueba",
  tested: (id) =>
    id === null ? "El canal lo aceptó. Compruebe si llega." : `El canal lo aceptó; lo llama ${id}. Compruebe si llega.`,
  refused: (reason) => `No se envió: ${reason}`,
  settings: "Ajustes",
  removeQuestion:
    "Los mensajes a este número se responderán con un error y no se podrá enviar nada por él, tampoco en conversaciones en curso. Sus pedidos se quedan.",
}
