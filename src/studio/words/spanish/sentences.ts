import type { OrderStatus } from "../../../core/order/states"
import type { Sentences } from "../sentences"

const NOUNS: Readonly<Record<string, string>> = {
  flow: "ningún flujo",
  order: "ningún pedido",
  run: "ningún recorrido",
  conversation: "ninguna conversación",
  "channel account": "ninguna cuenta de canal",
  "payment account": "ninguna cuenta de pago",
  token: "ningún token",
}

const STATUSES: Readonly<Record<OrderStatus, string>> = {
  open: "está abierto",
  authorised: "está reservado",
  part_paid: "está pagado en parte",
  pending: "está pendiente",
  paid: "está pagado",
  failed: "ha fallado",
  expired: "ha vencido",
  cancelled: "está cancelado",
  mismatch: "no coincide",
}

const every = (account: string) => (account === "" ? "todas las cuentas de canal" : `la cuenta de canal «${account}»`)

/** Spanish: what is wrong, by the keys under which the API and the checks say it. */
export const sentences: Sentences = {
  // Of a field.
  required: () => "Es obligatorio.",
  text: () => "Debe ser un texto.",
  number: () => "Debe ser un número.",
  integer: () => "Debe ser un número entero.",
  boolean: () => "Debe ser verdadero o falso.",
  list: () => "Debe ser una lista.",
  object: () => "Debe ser un objeto.",
  kind: () => "No es del tipo adecuado.",
  form: () => "No está escrito como debe.",
  empty: () => "No puede estar vacío.",
  none: () => "Debe haber al menos uno.",
  least: ({ limit }) => `Debe ser como mínimo ${limit}.`,
  most: ({ limit }) => `Debe ser como máximo ${limit}.`,
  leastCharacters: ({ limit }) => `Debe tener al menos ${limit} caracteres.`,
  mostCharacters: ({ limit }) => `Puede tener como máximo ${limit} caracteres.`,
  leastItems: ({ limit }) => `Debe tener al menos ${limit} elementos.`,
  mostItems: ({ limit }) => `Puede tener como máximo ${limit} elementos.`,
  value: ({ value }) => `Debe ser ${value}.`,
  values: ({ values }) => `Debe ser uno de estos: ${values}.`,
  unknownValue: () => "No es ninguno de los valores conocidos.",
  unknownKind: () => "No es de ninguno de los tipos que pueden ir aquí.",
  stray: () => "No existe ese campo.",
  phone: () => "Debe ser un número de teléfono en forma internacional, como +27821234567.",

  // Of a price.
  currencyUnknown: ({ currency }) => `No existe la moneda ${currency}: elige otra.`,
  currencyNotTaken: ({ currency, taken }) =>
    `${currency} no está entre las monedas de la configuración de pagos (${taken}): elige otra o añádela en Pagos.`,
  amountNotPositive: () => "El importe debe ser mayor que cero.",
  amountWithoutDigits: ({ amount, sample }) =>
    `«${amount}» no es un importe: escríbelo con las cifras del 0 al 9, por ejemplo ${sample}.`,
  amountTwofold: ({ amount }) => `«${amount}» se puede leer de dos maneras: escríbelo sin signo entre los millares.`,
  amountUnreadable: ({ amount, currency, decimals, sample }) =>
    `«${amount}» no es un importe en ${currency}, que ${decimals === 0 ? "no tiene" : `tiene ${decimals}`} decimales: escríbelo por ejemplo como ${sample}.`,
  amountAbsent: () => "Di cuánto se pide: escribe un importe o añade artículos.",
  itemNameless: () => "Cada artículo necesita un nombre.",
  quantityUnreadable: ({ quantity, most }) =>
    `«${quantity}» no es un número de piezas: escribe un número entero del 1 al ${most}.`,
  itemsDiffer: ({ sum, amount }) =>
    `Los artículos con impuestos y envío menos el descuento suman ${sum}, y el importe dice ${amount}: corrige uno de los dos o deja vacío el importe.`,
  partsAboveAmount: ({ parts }) =>
    `Los impuestos y el envío menos el descuento suman ${parts}, más que el importe: el importe es todo lo que se debe.`,
  sumTooLarge: () => "Los artículos suman más de lo que se puede contar: bájalos.",
  depositAboveDue: ({ deposit, due }) => `El anticipo de ${deposit} es más que los ${due} que se deben: bájalo.`,
  restRefused: ({ rest, reason }) => `Tras el anticipo quedan ${rest} por pagar, que no se pueden cobrar: ${reason}`,
  depositHeld: () =>
    "El dinero que se cobra más tarde no puede llegar por partes: quita el anticipo o cobra al momento.",
  cannotHold: () =>
    "La cuenta de pago no puede reservar dinero para cobrarlo más tarde: cobra al momento o elige otra cuenta en Pagos.",
  lastsTooShort: () => "Un enlace de pago dura como mínimo 300 segundos: cinco minutos.",
  lastsTooLong: () => "Un enlace de pago dura como máximo 7776000 segundos: noventa días.",
  providerCurrency: ({ provider, currency }) => `${provider} no acepta ${currency}.`,
  providerLeast: ({ provider, amount }) => `${provider} no acepta menos de ${amount}.`,
  providerMost: ({ provider, amount }) => `${provider} no acepta más de ${amount}.`,
  providerStep: ({ provider, currency, amount }) => `${provider} acepta ${currency} solo en múltiplos de ${amount}.`,

  // Of the pattern of order numbers.
  numberSigns: () => "Usa letras, cifras, . _ - y {YYYY} {YY} {MM} {DD} {seq} {random:6}.",
  numberNotUnique: () => "Necesita {seq} o {random:6}; si no, dos pedidos tendrían el mismo número.",
  numberGuessable: () => "Necesita al menos {random:5}.",
  numberTooLong: () => "Puede tener como máximo 35 caracteres.",

  // Of taking money at all.
  paymentsUnset: () => "Todavía no se pueden aceptar pagos: configúralos en Pagos.",
  paymentsOff: () => "Los pagos están desactivados: actívalos en Pagos.",
  accountAbsent: ({ account }) => `No hay ninguna cuenta de pago «${account}»: añádela en Pagos.`,
  accountUnknown: ({ account, service }) =>
    `La cuenta de pago «${account}» es de ${service}, que esta versión no conoce.`,
  accountUnusable: ({ account }) => `La cuenta de pago «${account}» no se puede usar.`,
  pretended: ({ service }) => `${service} es solo para probar y no se admite en producción.`,

  // Of an address that is to be called.
  addressTooLong: ({ limit }) => `La dirección tiene más de ${limit} caracteres.`,
  addressBlank: () => "La dirección contiene un espacio, un carácter de control o una barra invertida.",
  addressNotHttps: () => "La dirección debe empezar por https://.",
  addressCredentials: () => "La dirección no puede llevar usuario ni contraseña.",
  addressNoUrl: () => "La dirección no es una URL.",
  addressPort: () => "La dirección no puede indicar un puerto.",
  addressIp: () => "La dirección debe nombrar un host, no una dirección IP.",
  hostDot: () => "El host no puede terminar en punto.",
  hostShort: () => "El host debe ser un nombre completo, con un punto.",
  hostPrivate: () => "El host no es público.",
  hostOwn: () => "El host es este mismo despliegue.",
  told: ({ reason }) => reason,

  // Of a flow.
  noDocument: () => "Un flujo es un objeto JSON: importa el archivo que creó la exportación.",
  tooLarge: () => "El flujo ocupa más de un millón de caracteres: divídelo en varios.",
  notJson: () => "El flujo contiene algo que no es JSON.",
  tooDeep: ({ limit }) => `El flujo tiene más de ${limit} niveles anidados.`,
  prototype: () => "El flujo usa el nombre «__proto__», que ninguno puede usar.",
  identifier: () => "Deben ser letras, cifras, - y _, como máximo 40.",
  nodeName: () => "Debe ser una letra y después letras, cifras y _, como máximo 40.",
  nodeNameTaken: () => "Es un nombre que usa el propio flujo.",
  strayField: ({ field }) => `No existe el campo «${field}»: quítalo.`,
  strayFieldLike: ({ field, like }) => `No existe el campo «${field}»: ¿querías decir «${like}»?`,
  typeUnknown: ({ type }) => `No existe el tipo de nodo «${type}»: elige otro.`,
  idTwice: ({ id }) => `Dos nodos tienen el identificador «${id}»: ponle otro a uno.`,
  nameTwice: ({ name }) => `Dos nodos se llaman «${name}»: cambia el nombre de uno.`,
  startAbsent: ({ id }) => `No hay ningún nodo «${id}» por el que empezar: elige uno.`,
  keywordEmpty: () => "Una palabra clave necesita una letra o una cifra.",
  keywordTwice: ({ keyword }) =>
    `La palabra clave «${keyword}» está dos veces (mayúsculas y acentos no cuentan): quita una.`,
  channelAbsent: ({ id }) => `No hay ninguna cuenta de canal «${id}»: elige otra.`,
  flowAbsent: ({ id }) => `No hay ningún flujo publicado «${id}»: publícalo antes o elige otro.`,
  unreachable: ({ name }) => `Nada lleva a ${name}: conéctale una salida o elimínalo.`,
  circle: ({ names }) => `${names} pueden dar vueltas sin que el cliente haga nada: pregunta algo entremedias.`,
  exitAbsent: ({ exit }) => `El nodo no tiene la salida «${exit}»: quita la conexión.`,
  targetAbsent: ({ id }) => `No hay ningún nodo «${id}» al que ir: conecta la salida con otro.`,
  notConnected: ({ exit }) => `«${exit}» no está conectada: indica qué viene después.`,
  template: ({ reason }) => `La plantilla no funciona: ${reason}.`,
  silentEnd: ({ name }) => `${name}: el flujo termina y el cliente no oye nada.`,
  silentExit: ({ name, exit }) => `${name} / ${exit}: el cliente no oye nada.`,
  silentWait: ({ name }) => `${name}, a quien escribe mientras espera: el cliente no oye nada.`,
  hookUntold: ({ name }) =>
    `A nadie se le dice adónde llamar: pon {{ ${name}.hook }} en una integración de API anterior.`,
  routeAnyMessage: ({ account, flow, name }) =>
    `En ${every(account)}, cualquier mensaje inicia ya el flujo «${name}» (${flow}): cambia uno de los dos.`,
  routeKeyword: ({ account, keyword, flow, name }) =>
    `En ${every(account)}, la palabra clave «${keyword}» inicia ya el flujo «${name}» (${flow}): cambia uno de los dos.`,
  variableUnknown: ({ name }) => `Nada se llama «${name}»: usa el nombre de un nodo o de una variable.`,
  variableWithout: ({ name, field, fields }) => `«${name}» no tiene «${field}». Tiene: ${fields || "nada"}.`,
  variableTooEarly: ({ name }) => `«${name}» todavía no está: su nodo viene después, o en otro camino.`,
  variableClash: ({ name }) => `«${name}» es el nombre de un nodo o del propio flujo: ponle otro a la variable.`,

  // Of patterns, JSONPaths, headers and addresses.
  patternTooLong: () => "El patrón tiene más de 300 caracteres.",
  patternUnreadable: ({ reason }) => `El patrón no es una expresión regular: ${reason}`,
  patternBracket: () => "El patrón cierra un paréntesis que no abrió.",
  patternLooks: () => "El patrón puede usar grupos, pero no mirar adelante ni atrás, ni ponerles nombre.",
  patternBack: () => "El patrón no puede remitir a un grupo anterior.",
  patternRepeats: () =>
    "El patrón repite un grupo que puede coincidir de varias maneras: eso puede no acabar nunca. Repite caracteres o clases sueltas.",
  patternTooOften: ({ limit }) => `El patrón repite más de ${limit} veces.`,
  patternTooOpen: () =>
    "El patrón tiene demasiadas partes de longitud abierta: eso puede no acabar nunca. Dales longitudes fijas, como {3}.",
  pathTooLong: () => "La ruta tiene más de 200 caracteres.",
  pathTooRich: () => "La ruta puede usar un $, un .. y un filtro, y ninguna lista de selectores.",
  pathUnreadable: ({ reason }) => `La ruta no es JSONPath: ${reason}`,
  headerName: ({ name }) => `«${name}» no es un nombre de cabecera.`,
  headerForbidden: ({ name }) => `La cabecera ${name} la pone la propia conexión: quítala.`,
  callHost: () =>
    "La dirección debe empezar por https:// y el nombre de un host en letras corrientes. Las variables solo pueden ir después del host.",
  callNotHttps: () => "La dirección debe empezar por https://.",
  callTags: () => "La dirección puede usar {{ variables }}, pero no {% etiquetas %}.",
  callBlank: () => "La dirección contiene un espacio o una barra invertida.",

  // Of a request.
  nothingThere: ({ path }) => `No hay nada en ${path}.`,
  absent: ({ what, id }) => `No hay ${NOUNS[what] ?? what} «${id}».`,
  taken: ({ what, id }) => `Ya existe «${id}» (${what === "flow" ? "flujo" : "cuenta"}).`,
  inUse: ({ id, configured, open, pending, untold, payable, held }) => {
    const counted: [number, string, string][] = [
      [open, "pedido abierto", "pedidos abiertos"],
      [pending, "pedido con el pago en curso", "pedidos con el pago en curso"],
      [untold, "pedido cuyo resultado aún no sabe el cliente", "pedidos cuyo resultado aún no saben los clientes"],
      [payable, "pedido terminado que aún se podría pagar", "pedidos terminados que aún se podrían pagar"],
      [held, "conversación con mensajes pendientes", "conversaciones con mensajes pendientes"],
    ]
    const said = counted.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]))
    const uses = [...(configured ? ["los pedidos nuevos van a ella"] : []), ...said]
    return `La cuenta «${id}» está en uso: ${uses.join(", ") || "lo estaba hace un momento"}.`
  },
  unacceptable: () => "Esto no se puede aceptar.",
  lacksRight: ({ right }) => `Esto requiere el permiso «${right}», que su token no tiene.`,
  rightNotYours: ({ right }) => `No puede dar el permiso «${right}»: usted mismo no lo tiene.`,
  keyUnreadable: () => "Una Idempotency-Key tiene de 1 a 255 letras, cifras y signos, sin espacios.",
  keyReused: () => "Esta Idempotency-Key era de otra petición. Envíe esta con una clave propia.",
  keyInFlight: () => "La petición de esta Idempotency-Key está en curso. Envíela de nuevo en un momento.",
  bodyTooLarge: () => "El cuerpo puede ocupar como máximo 1 MB.",
  bodyUnreadable: ({ place }) => `El cuerpo no es JSON${place}.`,
  bodyEmpty: () => "El cuerpo está vacío: envía JSON.",
  tokenUnreadable: () => "Envía el token como JSON.",
  serviceUnknown: ({ service }) => `Esta versión no conoce «${service}».`,
  notCaptured: () => "Ese pago no se cobró para este pedido.",
  refundAmount: ({ currency, example }) =>
    `Debe ser un importe en ${currency} mayor que cero, por ejemplo «${example}».`,
  capturedMeanwhile: () => "Entretanto se cobró lo que estaba retenido: devuélvalo en su lugar.",
  notOpen: ({ status }) => `Solo se puede cancelar un pedido abierto; este ${STATUSES[status]}.`,
  notPayable: ({ status }) =>
    `Solo un pedido que aún se puede pagar tiene un enlace que enviar; este ${STATUSES[status]}.`,
  timeOver: () => "Solo un pedido que aún se puede pagar tiene un enlace que enviar; a este se le acabó el tiempo.",
  erased: () =>
    "Se borró con quién era esta conversación, como piden los ajustes. Continúa cuando el cliente vuelva a escribir.",
  optedOut: () => "El cliente pidió no recibir más mensajes. No se le puede enviar nada hasta que escriba START.",
  noLongerWaits: () => "La conversación ya no espera este pedido, así que su enlace no se vuelve a enviar.",
  draftChanged: ({ revision }) =>
    `Mientras tanto el borrador cambió: ahora va por la revisión ${revision}. Vuelve a cargarlo.`,
  webhookAnswered: ({ status }) => `El webhook respondió con el estado ${status}.`,
  signed: () => "El servicio firma lo que envía: nadie puede enviar en su nombre.",
  noSecret: () => "No tiene secreto: guárdala de nuevo.",
  notArrangeable: () => "Aquí no hay nada que configurar en esta cuenta.",
  keysGood: ({ service }) => `${service} acepta las claves.`,
  keysUnchecked: ({ service }) => `${service} no tiene claves que comprobar.`,
}
