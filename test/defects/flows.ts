import { exports } from "cloudflare:workers"
import type { FlowNode } from "../../src/flow/flow"
import type { Stage } from "../support/stage"
import { textOf } from "../support/stage"

type Config = FlowNode["config"]

/** One Chat 2 Pay node that any message starts, whose exits end with a text each. */
export function flowP(pay: Config = {}, keyword?: string) {
  const exits = ["paid", "failed", "expired", "cancelled", "error"]
  const ends = exits.map((exit) => ({
    id: exit,
    name: exit,
    type: "message",
    config: { text: `left by ${exit}` },
    exits: {},
  }))
  return {
    name: "P",
    triggers: keyword === undefined ? { anyMessage: true } : { keywords: [keyword] },
    start: "pay",
    nodes: [
      {
        id: "pay",
        name: "Pay",
        type: "chat2pay",
        config: { amount: "149.90", description: "two cakes", expirySeconds: 3600, ...pay },
        exits: Object.fromEntries(exits.map((exit) => [exit, exit])),
      },
      ...ends,
    ],
  }
}

/** Asks, and says what became of the answer. */
export function asking(config: Config, said = "got [{{ Ask.value }}]") {
  return {
    name: "Ask",
    triggers: { keywords: ["start"], anyMessage: true },
    start: "ask",
    nodes: [
      {
        id: "ask",
        name: "Ask",
        type: "question",
        config: { text: "Well?", answer: "any", retries: 0, ...config },
        exits: { answered: "got", invalid: "refused" },
      },
      { id: "got", name: "Got", type: "message", config: { text: said }, exits: {} },
      { id: "refused", name: "Refused", type: "message", config: { text: "refused" }, exits: {} },
    ],
  }
}

/** A menu of such titles, which says by which option it was left; "other" where by none. */
export function choosing(titles: readonly string[], name = "Menu", keywords = ["start"]) {
  const options = titles.map((title, index) => ({ id: `o${index + 1}`, title }))
  return {
    name,
    triggers: { keywords, anyMessage: name === "Menu" },
    start: "m",
    nodes: [
      {
        id: "m",
        name: "Menu",
        type: "menu",
        config: { text: "How many?", options, retries: 0 },
        exits: {
          ...Object.fromEntries(options.map(({ id }) => [`option:${id}`, "got"])),
          other: "got",
        },
      },
      {
        id: "got",
        name: "Got",
        type: "message",
        config: { text: "chose [{{ Menu.choice }}]" },
        exits: {},
      },
    ],
  }
}

/** What WhatsApp was given since then, as a customer reads it. */
export const read = (play: Stage, since = 0) => play.sent.slice(since).map(textOf)

/** The stage's phone number id at WhatsApp. */
export const numberOf = (play: Stage) => play.account.replace("wa-", "7008")

/** A time as WhatsApp writes it. */
export const nowSeconds = () => String(Math.floor(Date.now() / 1000))

/** One request to the deployment, whose redirects are not followed; its answer with the text read. */
export async function ask(path: string, init: RequestInit = {}) {
  const response = await exports.default.fetch(`https://pay.test${path}`, { redirect: "manual", ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
