import { type ConsentWords, some } from "../consent"

const which = some("MAS|LOS|LAS|SUS|TUS|ESTOS|ESTAS|ESOS|ESAS|TODOS|TODAS|TANTOS|DE|ESTE|TIPO")
const messages =
  "(?:MENSAJES?|SMS|TEXTOS?|MENSAJITOS|NOTIFICACIONES|AVISOS|PUBLICIDAD|PROPAGANDA|PROMOCIONES|OFERTAS|SPAM|WHATSAPPS?)"
const write = "(?:ESCRIBIR|ENVIAR|MANDAR|MOLESTAR|CONTACTAR|TEXTEAR|SPAMEAR)(?:ME|NOS)?"

/** Spanish. */
export const consent: ConsentWords = {
  stop: ["BAJA", "ALTO", "PARAR", "SALIR", "DETENER", "DESUSCRIBIR", "DESUSCRIBIRME"],
  unclear: ["ALTO"],
  start: [],
  help: ["AYUDA"],
  before:
    "POR FAVOR|PORFAVOR|PORFA|HOLA|YA|OK|QUIERO|QUISIERA|DESEO|NECESITO|PUEDEN?|PODRIAN?|ME GUSTARIA|COMO (?:PUEDO|HAGO PARA)|QUE",
  after: "POR FAVOR|PORFAVOR|PORFA|YA|GRACIAS|AHORA|OK|MAS|NUNCA MAS|DE USTEDES|INMEDIATAMENTE",
  sentences: [
    "STOP",
    "(?:PAREN|PARE YA|DETENGANSE|BASTA YA)",
    // "deja de escribirme", "paren de enviarme mensajes"
    `(?:DEJA|DEJE|DEJEN|DEJAD|DEJAR|PARA|PARE|PAREN|PARAD|PARAR)(?: YA)? DE ${write}(?:${which} ${messages})?`,
    // "no me escriban más", "no envíen más mensajes"
    `NO (?:ME|NOS) (?:ESCRIBAN?|ESCRIBAS|ENVIEN?|ENVIES|MANDEN?|MANDES|MOLESTEN?|MOLESTES|CONTACTEN?|CONTACTES)(?: NADA)?(?: MAS)?(?:${which} ${messages})?`,
    `NO (?:ENVIEN?|ENVIES|MANDEN?|MANDES)${which} ${messages}`,
    // "ya no quiero recibir mensajes", "no más mensajes", "detener mensajes"
    `NO (?:QUIERO|DESEO|QUISIERA)(?: RECIBIR)?${which} ${messages}`,
    `(?:NO MAS|BASTA DE|DETENER|DETENGAN?|PARAR|PAREN|CANCELAR)${which} ${messages}`,
    // "quiero darme de baja", "denme de baja de la lista"
    `(?:DAR|DARME|DARNOS|DARSE|DEME|DENME|DAME|DADME) DE BAJA(?: DE (?:LA|SU|TU|ESTA) LISTA|${some("DE|LOS|SUS|ESTOS")} ${messages})?`,
    `(?:DESUSCRIBIR(?:ME)?|DESUSCRIBEME|DESUSCRIBANME|DESUSCRIBIRSE)(?:${which} ${messages})?`,
    "(?:QUITAR|QUITA|QUITE|QUITEN|BORRA|BORRE|BORREN|BORRAR|ELIMINA|ELIMINE|ELIMINEN|ELIMINAR|SACA|SAQUE|SAQUEN|SACAR)ME DE (?:LA|SU|TU|ESTA) LISTA",
  ],
}
