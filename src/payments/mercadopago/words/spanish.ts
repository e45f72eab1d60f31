import type { MemberWords } from "../../../core/words"
import type { mercadopago } from "../mercadopago"

/** Spanish. */
export const spanish: MemberWords<typeof mercadopago> = {
  fields: {
    mode: {
      title: "Modo",
      hint: "El modo real mueve dinero. El token de un usuario de prueba se parece a uno real, así que solo tú lo sabes.",
      values: { test: "Pruebas", live: "Real" },
    },
    accessToken: { title: "Access token" },
    webhookSecret: { title: "Clave secreta" },
    previousWebhookSecret: { title: "Clave secreta anterior", hint: "Mientras se sustituye." },
    payerDocument: {
      title: "CPF o CNPJ del pagador",
      hint: "Se pide en la página de pago si Mercado Pago lo exige a tu cuenta.",
      values: { none: "No se pide", asked: "Se pide" },
    },
  },
  steps: {
    key: {
      title: "Registra una clave Pix",
      text: "En la aplicación de Mercado Pago del negocio registra una clave Pix: sin ella no se puede crear ningún código.",
    },
    token: {
      title: "Copia el access token",
      text: "En mercadopago.com.br/developers, en Tus integraciones, crea una aplicación y copia el access token de sus credenciales de producción. Para probar sin dinero crea un usuario de prueba, usa el token de una aplicación suya y elige el modo de pruebas.",
    },
    webhook: {
      title: "Dile a Mercado Pago adónde van las novedades",
      text: "En la aplicación, en Webhooks > Configurar notificaciones, pon {callbackUrl} para el evento Pagos, en el modo de tu token, y guarda.",
    },
    signature: {
      title: "Copia la clave secreta",
      text: "La misma página muestra entonces una clave secreta: ponla aquí. Sin ella no se cree ninguna novedad y los pagos solo se encuentran cuando Paythread pregunta.",
    },
  },
}
