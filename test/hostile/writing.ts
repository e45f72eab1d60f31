import type { FlowNode } from "../../src/flow/flow"
import { inbound, inboundText, type Stage, textOf } from "../support/stage"
import { numberOf } from "./attack"

/** Who writes, unless told. */
export const FROM = "27821110001"

/** A webhook with one text, as WhatsApp writes it. */
export const genuine = (play: Stage, id = `wamid.${crypto.randomUUID()}`, text = "hi") =>
  inboundText(numberOf(play), FROM, id, text)

/** A message of a webhook, with any of its fields changed. */
export const text = (body: unknown, change: object = {}) => ({
  from: FROM,
  id: `wamid.${crypto.randomUUID()}`,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: "text",
  text: { body },
  ...change,
})

/** The conversation as the operator sees it; null when there is none. */
export const inspected = async (play: Stage, from = FROM) => (await play.conversation(from)).inspect()

/** A flow of these nodes, one after the other, which any message starts. */
export function flowOf(...nodes: Partial<FlowNode>[]) {
  const all = nodes.map((node, index) => ({
    id: `n${index}`,
    name: `N${index}`,
    type: "message",
    config: {},
    exits: {},
    ...node,
  }))
  const linked = all.map((node, index) => {
    const next = all[index + 1]?.id
    const exit = { message: "next", question: "answered", request: "ok", set: "next" }[node.type] ?? "next"
    return next === undefined ? node : { ...node, exits: { [exit]: next, ...node.exits } }
  })
  return { name: "Any", triggers: { keywords: [], anyMessage: true, accounts: [] }, start: "n0", nodes: linked }
}

/** A node that says a text. */
export const say = (text: string) => ({ type: "message", config: { text } })
/** A node named Ask. */
export const question = (answer: string, more: FlowNode["config"] = {}) => ({
  type: "question",
  name: "Ask",
  config: { text: "Well?", answer, retries: 10, ...more },
})

/** A webhook with one message of any type, from somebody of that name. */
export const message = (play: Stage, change: object, profile = "Thandi") =>
  inbound(numberOf(play), {
    contacts: [{ profile: { name: profile }, wa_id: FROM }],
    messages: [text("", change)],
  })

/** What the customer read last. */
export const last = (play: Stage) => textOf(play.sent.at(-1))
