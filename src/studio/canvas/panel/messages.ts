import type { Message } from "../../../core/message"
import type { Context, Decision, OrderNews } from "../../../flow/node"
import { findNode } from "../../../flow/nodes"
import type { DraftNode } from "../draft"

const NAMES = /\{\{-?\s*([A-Za-z0-9_.[\]"']+)[^}]*\}\}/g

/** What a node says first, with «names» where variables will stand; none when it says nothing or is not ready. */
export function messagesOf(node: DraftNode, language: string, at: number): Message[] {
  const type = findNode(node.type)
  const parsed = type?.config.safeParse(node.config)
  if (!type || !parsed?.success) return []
  const context: Context = {
    name: node.name,
    node: node.id,
    at,
    language,
    variables: {},
    wait: { key: "preview", for: ["order"], until: null, state: {} },
    results: {},
    render: (template) => ({ ok: true, text: template.replace(NAMES, (_, name: string) => `«${name}»`) }),
  }
  const said = sent(type.enter(node.config, { ...context, wait: null }))
  if (said.length > 0) return said
  // What waits for an order speaks once it is open.
  return sent(type.resume(node.config, { type: "order", at, key: "preview", news: opened(at) }, context))
}

function sent({ effects = [] }: Decision): Message[] {
  return effects.flatMap((effect) => (effect.type === "send" ? [effect.message] : []))
}

function opened(at: number): OrderNews {
  return {
    cause: "opened",
    status: "open",
    number: "261122-7K3QX9",
    link: "https://pay.example.com/p/abcdefghjkmnpqrstvwx",
    money: null,
    description: "",
    reference: null,
    paidAt: null,
    expiresAt: at + 3_600_000,
    reason: null,
    messages: {},
    merchant: "",
  }
}
