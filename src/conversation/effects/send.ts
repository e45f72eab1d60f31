import type { HttpRequest } from "../../core/exchange"
import { renderTemplate } from "../../core/message/rendering"
import { Failure } from "../../platform/failure"
import { referenceOf } from "../reference"
import { isReachable, isWindowClosed, LOST } from "../state"
import { defineEffect } from "./effect"

/** Says something to the customer. */
export const send = defineEffect({
  type: "send",
  isWords: true,

  async perform({ world, present, row }, owed) {
    const { account, id } = present()
    const found = await world.channel(account)
    if (!found) throw new Failure("not_configured", `The channel account ${account} is gone.`, "hold")
    const { channel, connection } = found
    // Only now, with nothing more to wait for: the number may have become somebody else's meanwhile.
    const state = present()
    if (!isReachable(state)) throw new Failure("undeliverable", LOST, "stop")
    const windowClosed = isWindowClosed(channel, state, world.now()) || owed.template === true
    const { template } = channel.limits
    const [message = owed.message, ...rest] =
      windowClosed && template ? renderTemplate(owed.message, template.text) : [owed.message]
    const outbound = { contact: state.contact, message, reference: referenceOf(id, row.seq), windowClosed }
    const request = inTime(() => connection.send(outbound), !isWindowClosed(channel, state, row.at))
    const reference = connection.sent(await world.perform(request, "adapter"))
    if (rest.length === 0) return { reference }
    const [done = owed, ...more] = [message, ...rest].map((part) => ({ ...owed, message: part, template: true }))
    return { reference, part: { done, rest: more } }
  },

  // The same words on the same path are no other path.
  switched: (owed, to) => (to === "template" && !owed.template ? { ...owed, template: true } : null),

  line: ({ message }) => ({
    type: "sent",
    text: message.text,
    choices: message.choices?.map(({ title }) => title) ?? [],
    link: message.link?.url ?? "",
  }),
})

/** What was owed while it could be sent, and was kept for longer, waits for the customer to write: it goes out then. */
function inTime(write: () => HttpRequest, owedInTime: boolean): HttpRequest {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "window_closed" || !owedInTime) throw error
    throw new Failure(error.code, error.message, "hold")
  }
}
