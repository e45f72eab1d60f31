import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { root } from "../worker/sources"

/** The Worker's own API. The answer is the JSON it gave; null when there is no such thing. Throws with what it refused. */
export type Api = (method: "GET" | "POST" | "PUT", path: string, body?: unknown) => Promise<unknown>

/** How a request gets there. */
type Send = (url: string, init: RequestInit) => Promise<Response>

/** The API of a Worker at that address. */
export function apiOf(url: string, token: string, send: Send = fetch): Api {
  return async (method, path, body) => {
    const response = await send(`${url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.status === 404 && method === "GET") return null
    if (!response.ok) throw new Error(`${method} /api${path} was answered ${response.status}: ${text}`)
    return text === "" ? null : JSON.parse(text)
  }
}

/** The merchant's system in the examples; on somebody's own machine the Worker's sandbox answers for it. */
const EXAMPLE_MERCHANT = "https://merchant.example.com"

/** What the flow in the examples asks for. */
const EXAMPLE_AMOUNT = "149.90"

/**
 * Imports examples/demo.json as the flow `demo`, with the merchant's system at this address and the amount in the payment
 * configuration's currency, and publishes it.
 */
export async function importDemo(api: Api, merchant = EXAMPLE_MERCHANT, amount = EXAMPLE_AMOUNT): Promise<void> {
  const text = await readFile(join(root, "examples/demo.json"), "utf8")
  const document: unknown = JSON.parse(
    text.replaceAll(EXAMPLE_MERCHANT, merchant).replaceAll(`"${EXAMPLE_AMOUNT}"`, `"${amount}"`),
  )
  await api("POST", "/flows", { id: "demo", document })
  await api("POST", "/flows/demo/publish", { note: "Imported from examples/demo.json" })
}
