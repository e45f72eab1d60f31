import type { Words } from "../language"

/** Spanish: forms drawn from schemas. */
export const forms: Words["forms"] = {
  add: (what) => `Añadir ${what.toLowerCase()}`,
  item: (what, number) => `${what} ${number}`,
  removeItem: (what, number) => `Quitar ${what.toLowerCase()} ${number}`,
  moveUp: (what, number) => `Subir ${what.toLowerCase()} ${number}`,
  moveDown: (what, number) => `Bajar ${what.toLowerCase()} ${number}`,
  remove: (what) => `Quitar ${what.toLowerCase()}`,
  none: "Ninguno",
  secretSet: "Está puesto. Escribe para reemplazarlo; déjalo vacío para conservarlo.",
  secretClear: "Retirarlo",
  secretCleared: "Se retirará al guardar.",
  notJson: "Esto aún no es JSON. Revisa comillas, comas y corchetes.",
  variables: "Variables que se pueden usar aquí",
  saysNothing: "No dice nada",
  saysNothingOf: (what) => `${what}: no dice nada`,
  silent: "(no se dice nada)",
  tags: "Pulsa Intro después de cada una",
}
