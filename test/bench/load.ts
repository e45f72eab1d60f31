import { Agent, request as ask, createServer, type ServerResponse } from "node:http"
import type { emulateStripe } from "../../src/payments/stripe/emulator"
import { emulators } from "./emulators"

// A process of its own, so that making requests does not disturb what orchestrates them: the clients, and the outside
// world that the Worker talks to.

/** A request ready to be sent; `awaits` is the phone number that a message must reach before the request counts as done. */
export interface Prepared {
  method: "GET" | "POST"
  url: string
  headers: Record<string, string>
  body: string
  awaits?: string
}

/** Clients that each send one request after the other, until there are no more or the time is over. */
export interface Job {
  requests: Prepared[]
  clients: number
  /** Seconds after which no further request is begun. */
  seconds: number
}

/** What came of a job. Latencies are milliseconds, in the order in which they ended. */
export interface Result {
  seconds: number
  latencies: number[]
  /** Answers that were not 200 to 399, and awaited messages that did not come in time. */
  failures: string[]
  /** Addresses that answers led to, in the order of the requests; null where there was none. */
  locations: (string | null)[]
}

/** What the orchestrating process asks for; each gets one answer. */
export type Order =
  | { type: "open"; seed: number }
  | { type: "run"; job: Job }
  /** The links behind the messages sent to these numbers since the last time. */
  | { type: "links" }
  | { type: "pay"; sessions: string[] }
  /** Messages that arrived so far. */
  | { type: "arrived" }
  /** What was sent to each number last, as the channel names it and by the word that it gives back. */
  | { type: "sent" }

/** A message that was sent. */
export interface Sent {
  id: string
  echo?: string
}

/** Longest wait for one answer or one message. */
const PATIENCE_MILLISECONDS = 20_000

const links = new Map<string, string>()
const sent = new Map<string, Sent>()
const waiting = new Map<string, (() => void)[]>()
let arrived = 0
let till: ReturnType<typeof emulateStripe> | null = null

process.on("message", (order: Order) => {
  perform(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
// With the orchestrating process gone there is nothing left to do.
process.on("disconnect", () => process.exit())

async function perform(order: Order): Promise<unknown> {
  switch (order.type) {
    case "open":
      return open(order.seed)
    case "run":
      return run(order.job)
    case "links": {
      const found = Object.fromEntries(links)
      links.clear()
      return found
    }
    case "pay":
      return Promise.all(order.sessions.map(async (session) => (await till?.pay(session))?.[0]))
    case "arrived":
      return arrived
    case "sent":
      return Object.fromEntries(sent)
  }
}

function open(seed: number): Promise<string> {
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://outside")
      if (pathname.endsWith("/messages")) {
        return answer(response, 200, accept(body))
      }
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const path = pathname.replace("/stripe", "")
      const received = { at: Date.now(), method: request.method ?? "", path, query: searchParams, headers, body }
      const { status, body: said } = till?.service(received) ?? { status: 404, body: {} }
      return answer(response, status, JSON.stringify(said))
    })
  })
  server.keepAliveTimeout = 600_000
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
      till = emulators(seed, `${url}/stripe`).stripe
      resolve(url)
    })
  })
}

/** Answers as services do: with the length of what they say. */
function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
  response.end(body)
}

interface Accepted {
  to: string
  interactive?: { action?: { parameters?: { url?: string } } }
  biz_opaque_callback_data?: string
}

function accept(body: string): string {
  const { to, interactive, biz_opaque_callback_data: echo }: Accepted = JSON.parse(body)
  const url = interactive?.action?.parameters?.url
  if (url !== undefined) links.set(to, url)
  arrived += 1
  sent.set(to, { id: `wamid.OUT${arrived}`, ...(echo !== undefined && { echo }) })
  waiting.get(to)?.shift()?.()
  return JSON.stringify({ messaging_product: "whatsapp", contacts: [], messages: [{ id: `wamid.OUT${arrived}` }] })
}

async function run({ requests, clients, seconds }: Job): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const result: Result = { seconds: 0, latencies: [], failures: [], locations: requests.map(() => null) }
  waiting.clear()
  let next = 0
  const start = performance.now()
  const client = async () => {
    while (performance.now() - start < seconds * 1000) {
      const index = next++
      const prepared = requests[index]
      if (!prepared) return
      const begun = performance.now()
      const message = prepared.awaits === undefined ? null : awaitMessage(prepared.awaits)
      try {
        result.locations[index] = await send(prepared, agent)
        await message
        result.latencies.push(performance.now() - begun)
      } catch (error) {
        result.failures.push(error instanceof Error ? error.message : String(error))
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  result.seconds = (performance.now() - start) / 1000
  agent.destroy()
  return result
}

function awaitMessage(phone: string): Promise<void> {
  const message = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no message came")), PATIENCE_MILLISECONDS)
    const queue = waiting.get(phone) ?? []
    waiting.set(phone, queue)
    queue.push(() => {
      clearTimeout(timer)
      resolve()
    })
  })
  // The request may fail first, and then nobody listens.
  message.catch((error: unknown) => error)
  return message
}

function send({ method, url, headers, body }: Prepared, agent: Agent): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = ask(url, { method, agent, headers: { ...headers, "content-length": Buffer.byteLength(body) } })
    request.setTimeout(PATIENCE_MILLISECONDS, () => request.destroy(new Error("no answer came")))
    request.on("error", reject)
    request.on("response", (response) => {
      response.resume()
      response.on("error", reject)
      response.on("end", () => {
        const status = response.statusCode ?? 0
        if (status >= 200 && status < 400) resolve(response.headers.location ?? null)
        else reject(new Error(`answered ${status}`))
      })
    })
    request.end(body)
  })
}
