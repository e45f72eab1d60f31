import type { Words } from "../language"

/** Spanish: payments. */
export const payments: Words["payments"] = {
  heading: "Pagos",
  accounts: "Cuentas en proveedores de pago",
  add: "Añadir una cuenta",
  which: "¿Qué proveedor de pago?",
  emptyTitle: "Todavía no hay ninguna cuenta",
  empty:
    "Añada la cuenta a la que debe ir el dinero. Su entrada muestra después, paso a paso, qué introducir en el proveedor.",
  modes: { test: "Prueba", live: "Real" },
  unreadable: "No se puede abrir",
  inUse: "En uso",
  testTitle: "Modo de prueba: no se mueve dinero real",
  test: (title) => `Los pedidos nuevos van a ${title}, cuyas claves son de prueba.`,
  liveTitle: "Real: los clientes pagan dinero de verdad",
  live: (title) => `Los pedidos nuevos van a ${title}.`,
  sealed: (title) =>
    `Los pedidos nuevos van a ${title}, pero sus secretos no se pueden abrir: la clave que los selló falta en SECRETS_KEY. Introdúzcalos de nuevo.`,
  callback: "Dirección para los avisos del proveedor",
  keys: "Claves y ajustes",
  tryKeys: "Probar las claves",
  tried: (message, mode) => `${message} Modo: ${mode}.`,
  removeQuestion:
    "Los pagos en ella ya no se podrán seguir ni devolver aquí. No se puede quitar una cuenta a la que van los pedidos nuevos o con pedidos sin terminar.",
  configuration: "Cómo se piden los pagos",
  configurationHelp: "Se configura una vez; cada paso Chat 2 Pay la usa, y puede decir otra cosa para sí.",
  unsaved: "Los cambios aún no están guardados.",
  numbers: "Números de pedido",
  numbersLike: (numbers) => `Serán como ${numbers}.`,
  numberFault: (fault) => `Este patrón no sirve. ${fault}`,
  page: "La página de pago",
  pageLanguage: "Vista por un cliente que lee",
}
