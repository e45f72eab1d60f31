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
  since: (when, what) => `Desde ${when}: ${what}`,
  faults: {
    unauthorised: "el servicio ya no acepta el token o la clave. Guarde uno nuevo.",
    suspended: "el servicio ha suspendido o restringido esta cuenta. Resuélvalo allí.",
    unpaid: "el servicio espera un pago o una recarga. Resuélvalo allí.",
    limited: "el servicio no permite más por ahora. Pida un límite mayor, o espere.",
    unregistered: "el servicio no deja enviar a este número o remitente. Revíselo aquí y allí.",
    not_configured:
      "sus secretos no se pueden abrir, o la cuenta ya no está. Vuelva a poner la clave en SECRETS_KEY, o guarde los secretos de nuevo.",
    unanswered: "el servicio no responde desde hace horas.",
    unclear: "lo que responde allí no es el servicio, o no se entiende.",
  },
  held: "Lo que se debe por ella se guarda, y sale en cuanto esto se arregle.",
  said: (reason) => `Se dijo: ${reason}`,
  refused:
    "se rechaza lo que llega: no está firmado con el secreto guardado aquí, o llega a una dirección antigua. Revise ambas cosas.",
  secretAddress: "No muestre esta dirección a nadie: quien la conoce puede enviar como el servicio.",
  renew: "Crear otra dirección",
  renewQuestion:
    "La dirección en uso se rechaza en medio minuto. Hasta que introduzca la nueva en el servicio, no llega nada.",
  renewed: "Hay una dirección nueva. Introdúzcala ahora en el servicio.",
  arrange: "Configurarlo allí",
  arrangeHelp:
    "Introduce la dirección de arriba en el servicio y guarda lo que este da a cambio, para que no tenga que hacerlo usted.",
  arranged: "Configurado allí.",
  failed: (when, why) => `${when}: algo que avisó el servicio no se pudo llevar a cabo, y no lo avisa otra vez. ${why}`,
  lastGood: (when) => `La última buena llegó ${when}.`,
}
