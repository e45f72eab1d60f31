import { runInDurableObject } from "cloudflare:test"
import { env } from "cloudflare:workers"
import { Thread } from "../../src/conversation/thread"
import { worldOf } from "../../src/deployment/cloudflare"
import type { FlowNode } from "../../src/flow/flow"
import { type Stage, textOf } from "../support/stage"
import { plantedStage } from "./attack"

/** A flow that asks, calls the address, and says whether that worked. */
function calling(url: string, more: FlowNode["config"]) {
  const node = (id: string, type: string, config: FlowNode["config"], exits: FlowNode["exits"]) => ({
    id,
    name: id,
    type,
    config,
    exits,
  })
  return {
    name: "Calling",
    triggers: { keywords: [], anyMessage: true, accounts: [] },
    start: "Ask",
    nodes: [
      node("Ask", "question", { text: "Well?", answer: "any" }, { answered: "Api" }),
      node("Api", "request", { url, ...more }, { ok: "Worked", failed: "Failed" }),
      node("Worked", "message", { text: "worked {{ Api.status }} {{ Api.body }}" }, {}),
      node("Failed", "message", { text: "failed: {{ Api.reason }}" }, {}),
    ],
  }
}

/** The customer's conversation as it would be in production, where this very machine is no exception. */
async function inProduction(play: Stage): Promise<void> {
  await runInDurableObject(await play.conversation(), (instance, state) => {
    // As text: the generated type knows only the value in wrangler.toml.
    const world = worldOf({ ...env, ENVIRONMENT: "production" })
    Reflect.set(instance, "thread", new Thread(state.storage, world))
  })
}

/**
 * Plays that flow with the customer's reply. `more` are further fields of the integration, `answer` is what ok.example.com
 * answers; gives every other request than those to WhatsApp, and the last thing that the customer was told.
 */
export async function called(url: string, reply = "x", more: FlowNode["config"] = {}, answer?: () => Response) {
  const play = await plantedStage(calling(url, more))
  await inProduction(play)
  if (answer) play.answers["https://ok.example.com/"] = answer
  await play.say("hi")
  await play.say(reply)
  const outside = play.asked.filter((asked) => !asked.url.startsWith("https://graph.facebook.com/"))
  return { outside, said: textOf(play.sent.at(-1)), play }
}
