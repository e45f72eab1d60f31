import type { Words } from "../language"

/** Spanish: what accounts at channels and at payment providers have in common. */
export const accounts: Words["accounts"] = {
  choose: "Elija uno",
  notAllowed: "Lo que no se puede elegir finge ser un servicio: solo existe en la máquina de quien desarrolla.",
  add: "Añadir",
  title: "Título",
  titleHelp: "Para usted y sus colegas.",
  guide: "Cómo configurarla",
  copyValue: (what) => `Copiar el valor para: ${what}`,
  removeNamed: (title) => `Quitar ${title}`,
  removed: (title) => `Se quitó ${title}.`,
  testOnly: "Solo para probar",
  unknownService: "Esta versión de Paythread no sabe dónde está esta cuenta.",
}
