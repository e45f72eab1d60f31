import type { Words } from "../language"

/** Spanish: what channels and providers call things, and how accounts are set up at them. */
export const services: Words["terms"] = {
  // WhatsApp.
  WhatsApp: "WhatsApp",
  "Phone number ID": "ID del número de teléfono",
  "From the app's WhatsApp settings; not the phone number itself.":
    "Está en los ajustes de WhatsApp de la aplicación; no es el propio número.",
  "Access token of a system user": "Token de acceso de un usuario del sistema",
  "App secret": "Clave secreta de la aplicación",
  "Previous app secret": "Clave secreta anterior",
  "Still accepted while the secret changes.": "Se acepta todavía mientras cambia la clave.",
  "Verify token": "Token de verificación",
  "Graph API version": "Versión de la API Graph",
  "Fallback template": "Plantilla de reserva",
  "Sent when the 24-hour window is closed: an approved template with words before and after its one variable {{1}}, the text.":
    "Se envía cuando la ventana de 24 horas está cerrada: una plantilla aprobada con palabras antes y después de su única variable {{1}}, el texto.",
  "Language of the fallback template": "Idioma de la plantilla de reserva",
  "Two letters; how phone numbers in shared contacts are read.":
    "Dos letras; cómo se leen los teléfonos de los contactos compartidos.",
  "Find the number and the secrets": "Busca el número y las claves",
  "In Meta's app dashboard add the product WhatsApp. Under API Setup read the phone number ID; under App settings > Basic the app secret.":
    "En el panel de la aplicación de Meta añade el producto WhatsApp. En API Setup está el ID del número de teléfono; en App settings > Basic, la clave secreta de la aplicación.",
  "Make a token that does not expire": "Crea un token que no caduque",
  "Under Business settings > System users make a system user with the permission whatsapp_business_messaging and generate its token. Think of any verify token.":
    "En Business settings > System users crea un usuario del sistema con el permiso whatsapp_business_messaging y genera su token. El token de verificación lo inventas tú.",
  "Tell Meta where messages go": "Dile a Meta adónde van los mensajes",
  "Under WhatsApp > Configuration set the callback URL {webhookUrl} with your verify token, and subscribe to the field messages.":
    "En WhatsApp > Configuration pon como callback URL {webhookUrl} con tu token de verificación y suscríbete al campo messages.",
  "Have a fallback template approved": "Consigue que aprueben una plantilla de reserva",
  "24 hours after a customer's last message only an approved template may be sent. Meta refuses a variable that stands first or last, so have one approved such as: Here is a message from Rose Bakery: {{1}} Reply here to go on. Its own words may take 200 characters; the variable is numbered and the only one. Name it here, with its language.":
    "Pasadas 24 horas del último mensaje del cliente solo se puede enviar una plantilla aprobada. Meta rechaza una variable al principio o al final, así que haz que aprueben una como: Aquí tienes un mensaje de Panadería Rosa: {{1}} Responde aquí para continuar. Sus propias palabras pueden ocupar 200 caracteres; la variable va numerada y es la única. Pon aquí su nombre y su idioma.",

  // Twilio.
  "SMS (Twilio)": "SMS (Twilio)",
  "Account SID": "SID de la cuenta",
  "Auth token": "Token de autenticación",
  "Previous auth token, still accepted while it changes":
    "Token de autenticación anterior, que se acepta todavía mientras cambia",
  Sender: "Remitente",
  "A number in international form, a short code, or a messaging service's SID.":
    "Un número en forma internacional, un código corto o el SID de un servicio de mensajería.",
  "API key SID": "SID de la clave de API",
  "Sends with an API key instead of the auth token.": "Envía con una clave de API en lugar del token de autenticación.",
  "API key secret": "Secreto de la clave de API",
  "Find the account": "Busca la cuenta",
  "In Twilio's console read the Account SID and the Auth token.":
    "En la consola de Twilio están el Account SID y el Auth token.",
  "Choose what to send from": "Elige desde qué se envía",
  "A number in international form, a short code, or the SID of a messaging service.":
    "Un número en forma internacional, un código corto o el SID de un servicio de mensajería.",
  "Tell Twilio where messages go": "Dile a Twilio adónde van los mensajes",
  "In the number's settings under A message comes in set {webhookUrl}#rc=3&rp=all with the method POST: the end makes Twilio try again when a delivery fails. Delivery statuses need no setting.":
    "En los ajustes del número, en A message comes in, pon {webhookUrl}#rc=3&rp=all con el método POST: el final hace que Twilio lo intente de nuevo cuando falla una entrega. Los estados de entrega no necesitan ajuste.",

  // Stripe.
  Stripe: "Stripe",
  "Secret key": "Clave secreta",
  "Webhook signing secret": "Secreto de firma del webhook",
  "Previous signing secret": "Secreto de firma anterior",
  "While it is being replaced.": "Mientras se sustituye.",
  "API version": "Versión de la API",
  "Statement descriptor": "Concepto en el extracto",
  "Follows the account's own on the customer's statement.": "Va detrás del de la cuenta en el extracto del cliente.",
  "Account id": "Id de la cuenta",
  "Only where a platform's endpoint brings the events. Events of any other account are not counted.":
    "Solo si los eventos llegan por el endpoint de una plataforma. Los eventos de cualquier otra cuenta no cuentan.",
  "Checkout host": "Host de la página de pago",
  "Only with a custom domain for Stripe's pages.": "Solo con un dominio propio para las páginas de Stripe.",
  "Make a key": "Crea una clave",
  "In Stripe's dashboard under Developers > API keys make a restricted key that may write Checkout Sessions and Refunds and read PaymentIntents and Charges, or use the secret key. Keys that begin with sk_test_ move no money.":
    "En el panel de Stripe, en Developers > API keys, crea una clave restringida que pueda escribir Checkout Sessions y Refunds y leer PaymentIntents y Charges, o usa la clave secreta. Las claves que empiezan por sk_test_ no mueven dinero.",
  "Tell Stripe where news goes": "Dile a Stripe adónde van las novedades",
  "Under Developers > Webhooks add the endpoint {callbackUrl} for the events checkout.session.completed, checkout.session.async_payment_succeeded, checkout.session.async_payment_failed, checkout.session.expired, payment_intent.payment_failed, charge.refunded, charge.dispute.created.":
    "En Developers > Webhooks añade el endpoint {callbackUrl} para los eventos checkout.session.completed, checkout.session.async_payment_succeeded, checkout.session.async_payment_failed, checkout.session.expired, payment_intent.payment_failed, charge.refunded, charge.dispute.created.",
  "Copy the signing secret": "Copia el secreto de firma",
  "The endpoint's page shows a signing secret that begins with whsec_: put it here. Without it no payment is believed.":
    "La página del endpoint muestra un secreto de firma que empieza por whsec_: ponlo aquí. Sin él no se cree ningún pago.",

  // The pretend services.
  "Sandbox phone": "Teléfono de prueba",
  Sandbox: "Pagos de prueba",
  Secret: "Secreto",
  "Signs both ways.": "Firma en ambos sentidos.",
  "Write from the pretend phone": "Escribe desde el teléfono de prueba",
  "Open a flow, press Try it and choose Live: its phone writes to this account. Nothing leaves your machine.":
    "Abre un flujo, pulsa Probar y elige En vivo: su teléfono escribe a esta cuenta. Nada sale de tu máquina.",
  "Any: the pretend service takes the account's own.": "Cualquiera: el servicio de prueba toma el de la cuenta.",
  "Nothing to set up": "Nada que preparar",
  "Its pay page has a button for each way that a payment can go. No money moves.":
    "Su página de pago tiene un botón para cada forma en que puede acabar un pago. No se mueve dinero.",
}
