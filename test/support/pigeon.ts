import * as z from "zod"
import { channels } from "../../src/channels"
import { type Capabilities, type Channel, defineChannel, freeMessage, type Inbound } from "../../src/channels/channel"
import { Failure } from "../../src/platform/failure"
import { answerOf, idOf, jsonOf, recordOf } from "../../src/platform/reading"

/** What a pigeon brings: news in our own words, or a reason why it brings none. */
export interface Carried {
  inbound?: Inbound[]
  fails?: string
  handshake?: string
}

const capabilities: Capabilities = {
  text: 100,
  segments: null,
  media: null,
  buttons: null,
  list: null,
  link: null,
  templates: null,
  windowHours: null,
  inbound: true,
  receipts: ["delivered", "failed"],
  echoes: false,
  repeat: { gives: "another" },
  consent: { keeper: "carrier", claimed: [] },
  aliases: false,
}

/** A channel of every unusual shape: nothing signs its webhooks, they come by any verb, and it names messages late. */
const pigeon = defineChannel({
  name: "pigeon",
  title: "Pigeon post",
  kind: "chat",
  config: z.object({ ring: z.string().meta({ title: "Ring" }) }),
  capabilities,
  webhooks: { methods: ["GET", "POST"], proof: "address", answer: { status: 202, body: "OK" } },
  guide: { fly: { title: "Fly", text: "To {webhookUrl}." } },
  pretend: false,
  connect: ({ ring }) => ({
    capabilities,
    async receive(request) {
      const text = request.method === "GET" ? (new URL(request.url).searchParams.get("carried") ?? "{}") : request.body
      const { inbound = [], fails, handshake }: Carried = recordOf(jsonOf(text))
      if (fails !== undefined) throw new Failure(fails, "The pigeon says nothing.", "stop")
      if (handshake !== undefined) return { inbound: [], ignored: [], answer: { status: 200, body: handshake } }
      return { inbound, ignored: [] }
    },
    async send(message, outside) {
      const body = JSON.stringify({ to: message.contact.phone, text: freeMessage(message).text })
      const headers = { authorization: ring, "content-type": "application/json" }
      const answer = await outside.ask({ method: "POST", url: "https://pigeon.test/fly", headers, body })
      return { id: idOf(answerOf(answer).id) }
    },
  }),
})

/** Puts it into the registry, for the tests of one file. */
export function hatch(): void {
  const registry: Record<string, Channel> = channels
  registry.pigeon = pigeon
}
