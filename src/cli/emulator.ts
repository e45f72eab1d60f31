import { randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { EmulateChannel, Said } from "../channels/emulator"
import type { EmulateProvider } from "../payments/emulator"
import type { Answered, Asked, EmulatedService } from "../platform/emulator"
import { merchantService } from "./emulator/merchant"

/** The members of the outside world, by their names. */
interface Members {
  channels: Record<string, EmulateChannel>
  providers: Record<string, EmulateProvider>
}

/** The outside world on loopback: every service that a conversation needs, and a record of what each was sent. */
export interface Emulator<Of extends Members = Members> {
  url: string
  /** What reached the customer, in order. */
  said: Said[]
  /** Every request, in order, with the service it was for. */
  received: (Asked & { service: string; answered: number; isUsual: boolean })[]
  /** Order numbers given out by the merchant's own system. */
  numbers: string[]
  channels: { [Name in keyof Of["channels"]]: ReturnType<Of["channels"][Name]> }
  providers: { [Name in keyof Of["providers"]]: ReturnType<Of["providers"][Name]> }
  /** Tells a channel or a provider where to call the account that it knows. */
  callAt(kind: keyof Members, name: string, url: string): void
  stop(): Promise<void>
}

/** Starts the emulator with these channels and providers, each with an account of its own. */
export async function startEmulator<Of extends Members>(members: Of): Promise<Emulator<Of>> {
  const said: Said[] = []
  const services = new Map<string, EmulatedService>()
  const { url, received, stop } = await listen(services, 0)
  const merchant = merchantService()
  const addresses = new Map<string, string>()
  const settingOf = (kind: keyof Members, name: string) => ({
    base: `${url}/${name}`,
    callTo: () => addresses.get(`${kind}/${name}`) ?? `${url}/nobody`,
    now: Date.now,
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  })
  const channels = mapped(members.channels, (emulate, name) =>
    emulate(settingOf("channels", name), (message) => said.push(message)),
  )
  const providers = mapped(members.providers, (emulate, name) => emulate(settingOf("providers", name)))
  for (const [name, { service }] of [...Object.entries(channels), ...Object.entries(providers)]) {
    // A channel and a provider of one name have one address.
    const other = services.get(name)
    services.set(name, other ? async (request) => (await other(request)) ?? service(request) : service)
  }
  services.set("merchant", merchant)
  return {
    url,
    said,
    received,
    numbers: merchant.numbers,
    channels: channels as Emulator<Of>["channels"],
    providers: providers as Emulator<Of>["providers"],
    callAt: (kind, name, address) => addresses.set(`${kind}/${name}`, address),
    stop,
  }
}

function mapped<Value, Result>(values: Record<string, Value>, change: (value: Value, name: string) => Result) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]))
}

/** Serves emulated services on loopback, each below its name. Port 0 is any that is free. */
export async function listen(
  services: ReadonlyMap<string, EmulatedService>,
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
  services: ReadonlyMap<string, EmulatedService>,
  received: Emulator["received"],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { service, asked } = await readAsked(request)
  const answer = (await services.get(service)?.(asked)) ?? { status: 404, body: { error: "nothing is here" } }
  const { status, isUsual = status < 400 } = answer
  received.push({ ...asked, service, answered: status, isUsual })
  respond(response, answer)
}

/** A request as it came, and the service that the first part of its path names. */
export async function readAsked(request: IncomingMessage): Promise<{ service: string; asked: Asked }> {
  const chunks: Buffer[] = []
  // A caller that is killed while it speaks has asked for nothing.
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
  const asked = { at: Date.now(), method: request.method ?? "GET", path, query: searchParams, headers, body }
  return { service, asked }
}

/** Answers as the emulated service does. */
export function respond(response: ServerResponse, { status, body, headers }: Answered): void {
  const isPage = typeof body === "string"
  response.writeHead(status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    ...headers,
  })
  response.end(isPage ? body : JSON.stringify(body))
}
