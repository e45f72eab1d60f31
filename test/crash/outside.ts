import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout as pause } from "node:timers/promises"
import type { Accounts } from "../../src/cli/accounts"
import { merchantService } from "../../src/cli/emulator/merchant"
import { metaService } from "../../src/cli/emulator/meta"
import { fieldsOf, type Received, type Said, type Service, type Till } from "../../src/cli/emulator/service"
import { stripeTill } from "../../src/cli/emulator/stripe"

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
  till: Till
  /** Orders for which Stripe was made to open a checkout, once for each checkout. */
  checkouts: string[]
  stop(): Promise<void>
}

/** Starts the outside world on loopback; every answer comes after so many milliseconds. */
export async function startOutside(accounts: Accounts, milliseconds: number): Promise<Outside> {
  const arrivals: Arrival[] = []
  const checkouts: string[] = []
  const services = new Map<string, Service>([["merchant", merchantService()]])
  const server = createServer((request, response) => {
    answer(services, milliseconds, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The outside world has no port.")
  const url = `http://127.0.0.1:${address.port}`

  const heard: Said[] = []
  const meta = metaService(accounts.whatsapp, heard)
  services.set("whatsapp", (request) => {
    const answered = meta(request)
    const seq = Number.parseInt(String(fieldsOf(request.body).biz_opaque_callback_data), 10)
    for (const said of heard.splice(0)) arrivals.push({ ...said, seq })
    return answered
  })
  const till = stripeTill(accounts.stripe, `${url}/stripe`)
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
  return { url, arrivals, till, checkouts, stop }
}

async function answer(
  services: ReadonlyMap<string, Service>,
  milliseconds: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  // A caller that is killed while it speaks has asked for nothing.
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://outside")
  const [, service = "", path = "/"] = /^\/([a-z]+)(\/.*)?$/.exec(pathname) ?? []
  const received: Received = {
    at: Date.now(),
    method: request.method ?? "GET",
    path,
    query: searchParams,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString(),
  }
  const answered = services.get(service)?.(received) ?? { status: 404, body: { error: "nothing is here" } }
  await pause(milliseconds)
  response.writeHead(answered.status, { "content-type": "application/json", ...answered.headers })
  response.end(typeof answered.body === "string" ? answered.body : JSON.stringify(answered.body))
}
