import { channels } from "../../channels"
import type { EmulateChannel } from "../../channels/emulator"
import { providers } from "../../payments"
import type { EmulateProvider } from "../../payments/emulator"

/** The emulators of all channels there are, each from its member's folder. */
export function channelEmulators(): Promise<Record<string, EmulateChannel>> {
  return load<EmulateChannel>("channels", Object.keys(channels), (name) => import(`../../channels/${name}/emulator.ts`))
}

/** The emulators of all payment providers there are, each from its member's folder. */
export function providerEmulators(): Promise<Record<string, EmulateProvider>> {
  return load<EmulateProvider>(
    "payments",
    Object.keys(providers),
    (name) => import(`../../payments/${name}/emulator.ts`),
  )
}

/** What each member's `emulator.ts` exports as `emulate…`, which its type is checked for where it is declared. */
async function load<Emulate>(
  room: string,
  names: readonly string[],
  open: (name: string) => Promise<Record<string, unknown>>,
): Promise<Record<string, Emulate>> {
  const found = names.map(async (name) => {
    const entries = Object.entries(await open(name))
    const emulate = entries.find(([exported, value]) => /^emulate[A-Z]/.test(exported) && typeof value === "function")
    if (!emulate) throw new Error(`src/${room}/${name}/emulator.ts exports no emulate….`)
    return [name, emulate[1] as Emulate] as const
  })
  return Object.fromEntries(await Promise.all(found))
}
