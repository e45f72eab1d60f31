import type { Words } from "../language"

/** Spanish: settings. */
export const settings: Words["settings"] = {
  title: "Ajustes",
  tokens: "Tokens de la API",
  tokensHelp:
    "Un token permite a un programa, o al navegador de un colega, hacer todo lo que usted puede hacer aquí. Dé a cada uno el suyo, para poder revocar uno solo.",
  noTokens: "Todavía no hay ninguno. El token con el que se instaló el despliegue funciona igualmente.",
  tokenTitle: "¿Para qué es el token?",
  tokenExample: "Administración",
  make: "Crear token",
  made: (title) => `El token para ${title}`,
  madeHelp: "Cópielo ahora: no se vuelve a mostrar. Quien lo tenga puede mover dinero.",
  kept: "Ya lo guardé",
  madeAt: (moment) => `Creado el ${moment}`,
  revokedAt: (moment) => `Revocado el ${moment}`,
  revoke: "Revocar",
  revokeNamed: (title) => `Revocar ${title}`,
  revokeQuestion:
    "Los programas que lo usan serán rechazados desde ahora, y los navegadores que entraron con él saldrán. No se puede deshacer.",
  revoked: (title) => `El token para ${title} fue revocado.`,
  retention: "Cuánto se guardan los mensajes",
  retentionHelp:
    "Cuando una conversación lleva ese tiempo en silencio y no tiene dinero pendiente, se borran sus mensajes y el nombre y número del cliente; una pregunta que quedó abierta tanto tiempo termina. Los pedidos y sus pagos se quedan: su contabilidad los necesita. También la dirección de quien pidió que no se le escribiera.",
  erase: "Borrar conversaciones antiguas",
  days: "Días sin mensajes",
  about: "Acerca de este despliegue",
  version: "Versión",
  environment: "Funciona como",
  environments: { local: "local, con canales y dinero de mentira", production: "producción" },
  address: "Dirección pública",
  sealedBy: "Claves que sellan los secretos, la más nueva primero",
  access: "Cloudflare Access",
  accessOn: "configurado",
  accessOff: "sin configurar; se entra con un token",
  docs: "La documentación de la API",
}
