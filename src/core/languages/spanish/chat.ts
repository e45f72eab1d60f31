import type { Phrases } from "../language"

/** Spanish, on first-name terms. */
export const chat: Phrases = {
  paymentRequest: "Te pedimos el pago de {{ amount }}{% if description != blank %} por {{ description }}{% endif %}.",
  depositRequest:
    "Te pedimos un anticipo{% if part != blank %} de {{ part }}{% endif %}{% if description != blank %} por {{ description }}{% endif %}. En total son {{ amount }}.",
  payButton: "Pagar ahora",
  linkPurpose:
    "Tu enlace para pagar {{ amount }}{% if orderNumber != blank %} del pedido {{ orderNumber }}{% endif %}:",
  codeToPay:
    "Este es tu código para pagar {{ amount }}. Copia el siguiente mensaje y pégalo en la aplicación de tu banco.",
  askedOnPhone: "Enviamos a tu teléfono una solicitud de {{ amount }}. Confírmala allí, por favor.",
  howToPay: "Para pagar {{ amount }}, usa exactamente estos datos:",
  details: {
    payee: "Beneficiario",
    account: "Cuenta",
    bank: "Banco",
    reference: "Referencia",
    voucher: "Número de cupón",
    amount: "Importe",
  },
  held: "Tu banco nos guarda tu pago de {{ amount }}. Todavía no lo hemos cobrado; te avisaremos cuando lo hagamos.",
  partPaid:
    "¡Gracias! Recibimos {% if received != blank %}{{ received }}{% else %}una parte{% endif %} de tu pago de {{ amount }}.{% if rest != blank %} Puedes pagar los {{ rest }} que faltan con el mismo enlace.{% endif %}",
  partOver:
    "Se acabó el tiempo para pagar. Recibimos {% if received != blank %}{{ received }}{% else %}una parte{% endif %} de tu pago de {{ amount }}. Te contaremos cómo seguimos.",
  paid: "¡Gracias! Hemos recibido tu pago de {{ amount }}{% if orderNumber != blank %} del pedido {{ orderNumber }}{% endif %}.",
  failed: "Tu pago de {{ amount }} no se pudo completar.",
  expired: "Se acabó el tiempo para pagar {{ amount }} y el enlace de pago ya no funciona.",
  cancelled: "Tu pago de {{ amount }} quedó cancelado. No se te cobró nada.",
  mismatch: "Recibimos un pago que no coincide con lo que debes. Lo revisaremos y te avisaremos.",
  error: "Lo sentimos, no pudimos crear tu enlace de pago. Inténtalo de nuevo un poco más tarde.",
  latePaid: "Al final sí nos llegó tu pago de {{ amount }}. ¡Gracias! Te contaremos cómo seguimos.",
  lateRefunded: "Tu pago de {{ amount }} llegó demasiado tarde, así que te lo estamos devolviendo.",
  overpaid: "Parece que pagaste dos veces. Lo revisaremos y te avisaremos.",
  overpaidBy: "Pagaste {{ amount }} más de lo que debes. Lo revisaremos y te avisaremos.",
  overpaidRefunded: "Parece que pagaste dos veces, así que te estamos devolviendo el segundo pago, de {{ amount }}.",
  waiting: 'Estamos esperando tu pago de {{ amount }}. Puedes escribir "pagado", "reenviar" o "cancelar pago".',
  notYetPaid: "Todavía no vemos tu pago. Puede tardar un momento; te avisaremos en cuanto llegue.",
  cannotSee: "Ahora mismo no podemos ver si llegó tu pago. Te avisaremos en cuanto lo sepamos.",
  expiredUnseen:
    "Se acabó el tiempo para pagar {{ amount }}, pero nuestro servicio de pagos no funcionaba bien. Si pagaste, te avisaremos en cuanto lo veamos.",
  cancelledUnseen:
    "Tu pago de {{ amount }} quedó cancelado. Ahora mismo no podemos ver si ya habías pagado; si fue así, te avisaremos en cuanto lo veamos.",
  confirmCancel: "¿Seguro que quieres cancelar tu pago de {{ amount }}? Responde sí o no.",
  notCancelled: "De acuerdo, tu enlace de pago sigue funcionando.",
  optedOut: "No recibirás más mensajes nuestros. Escribe START para volver a recibirlos.",
  optedOutOwing:
    "No recibirás más mensajes nuestros, tampoco sobre tu pago, aunque su enlace sigue funcionando. Escribe START para volver a recibirlos.",
  optedIn:
    "¡Qué bien que vuelvas! Recibirás de nuevo nuestros mensajes. Escribe STOP cuando quieras dejar de recibirlos.",
  help: "{% if merchant != blank %}Somos {{ merchant }}. {% endif %}{% if contact != blank %}Si necesitas ayuda, nos encuentras en {{ contact }}. {% endif %}Escribe STOP para no recibir más mensajes nuestros.",
  invalidAnswer: "Lo sentimos, esa respuesta no parece correcta. Inténtalo de nuevo.",
  invalidNumber: "Responde con un número, por ejemplo 12.",
  invalidEmail: "Envíanos un correo electrónico completo, por ejemplo nombre@example.com.",
  invalidPhone: "Envíanos un número de teléfono con el código del país, por ejemplo +34 612 345 678.",
  invalidDate: "Eso no es una fecha que podamos leer. Escríbela así: {{ example }}.",
  invalidAmount: "Envíanos un importe, por ejemplo 99,90.",
  broken:
    "Lo sentimos, algo ha fallado por nuestra parte y no podemos seguir por aquí. Escríbenos de nuevo un poco más tarde.",
  standing: "Gracias por tu mensaje. Seguimos por aquí en cuanto podamos.",
  chooseOne: "Elige una de las opciones, por favor.",
  more: "Más",
  choicesTitle: "Ver opciones",
  yesButton: "Sí",
  noButton: "No",
  words: {
    paid: ["pagado", "pagué", "ya pagué", "he pagado", "ya he pagado", "listo"],
    resend: ["reenviar", "reenviar enlace", "enviar de nuevo", "enlace"],
    cancel: ["cancelar", "cancelar pago", "cancelar el pago", "cancelar pedido"],
    yes: ["sí", "sí por favor", "s", "claro", "vale", "de acuerdo"],
    no: ["no", "no gracias"],
  },
}
