import type { Json, Variables } from "../../../core/json"
import type { Message } from "../../../core/message/message"
import { isCurrency, type Money } from "../../../core/money"
import type { PaymentConfiguration } from "../../../core/order/configuration"
import type { OrderNews } from "../../../core/order/news"
import { orderNumber } from "../../../core/order/number"
import { limitsOf, terms } from "../../../core/order/terms"
import { references } from "../../../core/template"
import { sampleMoney } from "../../../core/text/amount"
import type { Context, Decision, NodeType } from "../../../flow/node"
import { findNode } from "../../../flow/nodes"
import type { DraftNode } from "../draft/draft"

const NAMES = /\{\{-?\s*([A-Za-z0-9_.[\]"']+)[^}]*\}\}/g

/** What a node says first. */
export interface Said {
  messages: Message[]
  /** Whether the amount in them is made up, because only a run knows it. */
  sample: boolean
}

/** What a node says first, with «names» where variables will stand; nothing when it says nothing or is not ready. */
export function saidBy(node: DraftNode, language: string, configuration: PaymentConfiguration, at: number): Said {
  const silence = { messages: [], sample: false }
  const type = findNode(node.type)
  if (!type?.config.safeParse(node.config).success) return silence
  const render = (template: string) => template.replace(NAMES, (_, name: string) => `«${name}»`)
  const context: Context = {
    name: node.name,
    node: node.id,
    at,
    language,
    variables: namesIn(type, node, configuration),
    wait: { key: "preview", for: ["order"], until: null, state: {} },
    results: {},
    value: () => undefined,
    read: (_, value) => value,
    fits: () => true,
    render: (template) => ({ ok: true, text: render(template) }),
  }
  const entered = type.enter(node.config, { ...context, wait: null })
  const order = entered.effects?.find((effect) => effect.type === "order")?.order
  if (!order) return { messages: sent(entered), sample: false }
  const money = moneyOf(type, node, configuration)
  if (!money) return silence
  // What waits for an order speaks once it is open.
  const news: OrderNews = {
    cause: "opened",
    status: "open",
    number: order.number ?? orderNumber(configuration.orderNumber, at, 42, "7K3QX9M2VBT4"),
    link: "https://pay.example.com/p/abcdefghjkmnpqrstvwx",
    money,
    description: order.description,
    reference: null,
    paidAt: null,
    expiresAt: at + (order.expirySeconds ?? configuration.expirySeconds) * 1000,
    reason: null,
    messages: configuration.messages,
    merchant: configuration.merchant,
  }
  const messages = sent(type.resume(node.config, { type: "order", at, key: "preview", news }, context))
  return { messages, sample: order.literal !== true }
}

/** The price as it would be read, or a sample of one that only a run knows; null when it cannot be asked for. */
function moneyOf(type: NodeType, node: DraftNode, configuration: PaymentConfiguration): Money | null {
  const wanted = type.wants(node.config)
  if (!wanted) return null
  const currency = wanted.currency ?? configuration.currency
  const read = terms(wanted, limitsOf(configuration), "author")
  if ("terms" in read) return read.terms.due
  return read.faults.length === 0 && isCurrency(currency) ? sampleMoney(currency) : null
}

/** Every variable that the messages read, as its own «name». */
function namesIn(type: NodeType, node: DraftNode, { messages }: PaymentConfiguration): Variables {
  const templates = [...type.templates(node.config).map(({ template }) => template), ...Object.values(messages)]
  const variables: Variables = {}
  for (const path of templates.flatMap((template) => references(template ?? ""))) put(variables, path, path.join("."))
  return variables
}

function put(into: Variables, [name = "", ...rest]: readonly string[], said: string): void {
  const known: Json | undefined = Object.hasOwn(into, name) ? into[name] : undefined
  if (rest.length === 0) {
    into[name] ??= `«${said}»`
    return
  }
  const inner: Variables = typeof known === "object" && known !== null && !Array.isArray(known) ? { ...known } : {}
  put(inner, rest, said)
  into[name] = inner
}

function sent({ effects = [] }: Decision): Message[] {
  return effects.flatMap((effect) => (effect.type === "send" ? [effect.message] : []))
}
