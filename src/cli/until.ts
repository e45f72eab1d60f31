import { setTimeout as pause } from "node:timers/promises"

/** Milliseconds between two looks. */
const BETWEEN = 25

/** What the probe finds, as soon as it finds something. Throws when it has found nothing after so many seconds. */
export async function until<Found>(
  what: string,
  seconds: number,
  probe: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
): Promise<Found> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > end) throw new Error(`Waited ${seconds} seconds in vain for ${what}.`)
    await pause(BETWEEN)
  }
}
