import { Hono } from "hono"
import type { Json } from "../../core/json"
import { worldOf } from "../../deployment/cloudflare"
import { parseJson } from "../../flow/values/data"
import { readHookName } from "../../platform/identity"
import { readRequest } from "../../platform/request"
import { sha256Hex } from "../../platform/signature"
import { refuse } from "../refusal"

/** As much as a run keeps of a service's answer. */
const MAX_BYTES = 32_000

/** What the outside calls to answer one wait of one run. Whoever has the address may: nobody else knows it. */
export const hooks = new Hono<{ Bindings: Env }>()

hooks.all("/:hook", async (c) => {
  c.header("cache-control", "no-store")
  // HEAD is what looks at links send: it must answer nothing.
  if (c.req.raw.method !== "GET" && c.req.raw.method !== "POST") {
    c.header("allow", "GET, POST")
    return refuse(c, 405, "method_not_allowed", "Call it by GET or POST.")
  }
  const world = worldOf(c.env)
  // Before any conversation is asked: a name that we did not make wakes nobody.
  const hook = await readHookName(world.hashKey, c.req.param("hook"))
  if (!hook) return refuse(c, 404, "not_found", "Nothing waits here.")
  const request = await readRequest(c.req.raw, MAX_BYTES)
  if (!request || c.req.url.length > MAX_BYTES)
    return refuse(c, 413, "too_large", `At most ${MAX_BYTES} bytes can be taken.`)
  const body = bodyOf(request.method, new URL(request.url), request.headers.get("content-type") ?? "", request.body)
  if (body === undefined) return refuse(c, 400, "unreadable", "Send JSON, or a form, in UTF-8.")

  const { conversation, run, node, visit } = hook
  const digest = await sha256Hex(JSON.stringify(body))
  const answered = await world.conversation(conversation).answer({ run, node, visit, body, digest })
  switch (answered) {
    case "taken":
      return c.json({ received: true })
    case "spent":
      return refuse(c, 410, "gone", "This was answered, or its time is over.")
    case "unknown":
      return refuse(c, 404, "not_found", "Nothing waits here.")
    case "full":
      c.header("retry-after", "60")
      return refuse(c, 503, "full", "Not now: the flow is not there yet. Try again later.")
  }
})

/** What was sent, as JSON: a form's fields by their names, the same of an address; null is nothing. Undefined is unreadable. */
function bodyOf(method: string, { searchParams }: URL, type: string, bytes: Uint8Array): Json | undefined {
  if (method === "GET") return fieldsOf(searchParams)
  const text = textOf(bytes)
  if (text === undefined) return undefined
  if (text.trim() === "") return fieldsOf(searchParams)
  const [kind = ""] = type.toLowerCase().split(";")
  if (kind.trim() === "application/x-www-form-urlencoded") return fieldsOf(new URLSearchParams(text))
  // Many a service says nothing of it, or "text/plain": what reads as JSON is JSON.
  return parseJson(text)
}

function fieldsOf(fields: URLSearchParams): Json {
  const names = [...new Set(fields.keys())]
  if (names.length === 0) return null
  return Object.fromEntries(
    names.map((name) => {
      const values = fields.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? "") : values]
    }),
  )
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
