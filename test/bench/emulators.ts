import { emulateWhatsapp } from "../../src/channels/whatsapp/emulator"
import { emulateStripe } from "../../src/payments/stripe/emulator"
import { randomOf } from "../crash/random"

/** The services of the outside world: made twice from one seed, in two processes, they know the same accounts. */
export function emulators(seed: number, base: string) {
  const random = randomOf(seed)
  const setting = { base, callTo: () => base, now: Date.now, random: () => random.next() }
  return { whatsapp: emulateWhatsapp(setting, () => undefined), stripe: emulateStripe(setting) }
}
