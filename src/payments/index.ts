import { mercadopago } from "./mercadopago/mercadopago"
import { mpesa } from "./mpesa/mpesa"
import { paypal } from "./paypal/paypal"
import { paystack } from "./paystack/paystack"
import type { Provider } from "./provider"
import { sandbox } from "./sandbox/sandbox"
import { stripe } from "./stripe/stripe"

/** Every payment provider there is, by its name. */
export const providers = { stripe, paypal, paystack, mpesa, mercadopago, sandbox } satisfies Record<string, Provider>

/** The provider of that name, as it stands in addresses and tables. */
export function findProvider(name: string): Provider | null {
  return Object.entries(providers).find(([known]) => known === name)?.[1] ?? null
}
