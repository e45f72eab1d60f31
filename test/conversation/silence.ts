import type { Stage } from "../support/stage"

/** The customer asks to hear no more, in a channel that says so apart from the words. */
export async function silence(play: Stage): Promise<void> {
  const stub = await play.conversation()
  const contact = { phone: "+27821110001" }
  const item = {
    type: "message" as const,
    id: crypto.randomUUID(),
    contact,
    at: Date.now(),
    reply: { text: "stop" },
    consent: "stop" as const,
  }
  await stub.receive({ id: stub.name ?? "", channel: "whatsapp", account: play.account, inbound: [item] })
  await stub.drain()
}
