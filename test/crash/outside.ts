import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout as pause } from "node:timers/promises"
import type { Said } from "../../src/channels/emulator"
import { emulateWhatsapp } from "../../src/channels/whatsapp/emulator"
import { readAsked, respond } from "../../src/cli/emulator"
import { merchantService } from "../../src/cli/emulator/merchant"
import { emulateStripe } from "../../src/payments/stripe/emulator"
import type { EmulatedService } from "../../src/platform/emulator"

/** One time that a message reached WhatsApp: it is accepted when it arrives, whether or not the answer is heard. */
export interface Arrival extends Said {
  /** The Worker's own number of the message, the same when it is sent again. */
  seq: number
}

/** Meta, Stripe and a merchant's system that take their time. */
export interface Outside {
  url: string
  /** In the order in which they came. */
  arrivals: Arrival[]
  shop: ReturnType<typeof emulateWhatsapp>
  till: ReturnType<typeof emulateStripe>
  /** Orders for which Stripe was made to open a checkout, once for each checkout. */
  checkouts: string[]
  stop(): Promise<void>
}

/** Starts the outside world on loopback; every answer comes after so many milliseconds. */
export async function startOutside(milliseconds: number): Promise<Outside> {
  const arrivals: Arrival[] = []
  const checkouts: string[] = []
  const services = new Map<string, EmulatedService>([["merchant", merchantService()]])
  const server = createServer((request, response) => {
    answer(services, milliseconds, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The outside world has no port.")
  const url = `http://127.0.0.1:${address.port}`

  // Customers deliver for themselves, again and again: nothing is called from here.
  const setting = (name: string) => ({
    base: `${url}/${name}`,
    callTo: () => `${url}/nobody`,
    now: Date.now,
    random: Math.random,
  })
  const shop = emulateWhatsapp(setting("whatsapp"), (said) => {
    arrivals.push({ ...said, seq: Number.parseInt(said.reference ?? "", 10) })
  })
  services.set("whatsapp", shop.service)
  const till = emulateStripe(setting("stripe"))
  services.set("stripe", (request) => {
    const answered = till.service(request)
    const opens = request.method === "POST" && request.path === "/v1/checkout/sessions"
    const replayed = answered?.headers?.["idempotent-replayed"] === "true"
    if (opens && answered?.status === 200 && !replayed)
      checkouts.push(new URLSearchParams(request.body).get("client_reference_id") ?? "")
    return answered
  })
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, arrivals, shop, till, checkouts, stop }
}

async function answer(
  services: ReadonlyMap<string, EmulatedService>,
  milliseconds: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { service, asked } = await readAsked(request)
  const answered = (await services.get(service)?.(asked)) ?? { status: 404, body: { error: "nothing is here" } }
  await pause(milliseconds)
  respond(response, answered)
}
