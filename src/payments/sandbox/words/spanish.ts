import type { MemberWords } from "../../../core/words"
import type { sandbox } from "../sandbox"

/** Spanish. */
export const spanish: MemberWords<typeof sandbox> = {
  title: "Pagos de prueba",
  fields: {
    secret: { title: "Secreto", hint: "Cualquiera: el servicio de prueba toma el de la cuenta." },
  },
  steps: {
    nothing: {
      title: "Nada que preparar",
      text: "Su página de pago tiene un botón para cada forma en que puede acabar un pago. No se mueve dinero.",
    },
  },
}
