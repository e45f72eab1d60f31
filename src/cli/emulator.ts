import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { Accounts } from "./accounts"
import { merchantService } from "./emulator/merchant"
import { metaService } from "./emulator/meta"
import { phoneService } from "./emulator/phone"
import { sandboxTill } from "./emulator/sandbox"
import type { Answer, Received, Said, Service, Till } from "./emulator/service"
import { stripeTill } from "./emulator/stripe"
import { twilioService } from "./emulator/twilio"

/** The outside world on loopback: every service that a conversation needs, and a record of what each was sent. */
export interface Emulator {
  url: string
  /** What reached the customer, in order. */
  said: Said[]
  /** Every request, in order, with the service it was for. */
  received: (Received & { service: string; answered: number })[]
  /** Order numbers given out by the merchant's own system. */
  numbers: string[]
  tills: { stripe: Till; sandbox: Till }
  stop(): Promise<void>
}

/** Starts the emulator; it knows the accounts that requests must come from. */
export async function startEmulator(accounts: Accounts): Promise<Emulator> {
  const said: Said[] = []
  const services = new Map<string, Service>()
  const { url, received, stop } = await listen(services, 0)
  const merchant = merchantService()
  const stripe = stripeTill(accounts.stripe, `${url}/stripe`)
  const sandbox = sandboxTill(accounts.pretend, `${url}/sandbox`)
  const phone = phoneService(accounts.sandbox, said)
  services.set("whatsapp", metaService(accounts.whatsapp, said))
  services.set("twilio", twilioService(accounts.twilio, said))
  services.set("stripe", stripe.service)
  // Channel and provider of that name have one address.
  services.set("sandbox", (request) => phone(request) ?? sandbox.service(request))
  services.set("merchant", merchant)
  return { url, said, received, numbers: merchant.numbers, tills: { stripe, sandbox }, stop }
}

/** Serves emulated services on loopback, each below its name. Port 0 is any that is free. */
export async function listen(
  services: ReadonlyMap<string, Service>,
  port: number,
): Promise<Pick<Emulator, "url" | "received" | "stop">> {
  const received: Emulator["received"] = []
  const server = createServer((request, response) => {
    serve(services, received, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The emulator has no port.")
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  services: ReadonlyMap<string, Service>,
  received: Emulator["received"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://emulator")
  const [, service = "", path = "/"] = /^\/([a-z]+)(\/.*)?$/.exec(pathname) ?? []
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  )
  const body = Buffer.concat(chunks).toString()
  const entry = { at: Date.now(), method: request.method ?? "GET", path, query: searchParams, headers, body }
  const answer: Answer = services.get(service)?.(entry) ?? { status: 404, body: { error: "nothing is here" } }
  received.push({ ...entry, service, answered: answer.status })
  const isPage = typeof answer.body === "string"
  response.writeHead(answer.status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    ...answer.headers,
  })
  response.end(isPage ? answer.body : JSON.stringify(answer.body))
}
