import type { Capabilities } from "../../channels/channel"
import type { Message } from "../../core/message/message"
import { renderMessage, renderTemplate } from "../../core/message/rendering"
import type { OpenChannel } from "../../deployment/deployment"
import { outsideOf } from "../../deployment/outside"
import { Failure } from "../../platform/failure"
import type { OutboxRow, OwedOf } from "../owed"
import { referenceOf } from "../reference"
import { isReachable, isWindowClosed, LOST, type State } from "../state"
import { defineEffect } from "./effect"

/** Says something to the customer. */
export const send = defineEffect({
  type: "send",
  isWords: true,

  async perform({ world, present, row }, owed) {
    const { account, id } = present()
    const found = await world.channel(account)
    if (!found) throw new Failure("not_configured", `The channel account ${account} is gone.`, "hold")
    const { connection, version } = found
    // Only now, with nothing more to wait for: the number may have become somebody else's meanwhile.
    const state = present()
    if (!isReachable(state)) throw new Failure("undeliverable", LOST, "stop")
    const { capabilities } = connection
    const isTemplate =
      isWindowClosed(capabilities, state, world.now()) || isRefusedAsItIs(owed, row, state, capabilities)
    const owedInTime = !isWindowClosed(capabilities, state, row.at)
    const [message = owed.message, ...rest] = partsOf(owed.message, isTemplate, found, owedInTime)
    const words: { type: "template"; text: string } | { type: "free"; message: Message } = isTemplate
      ? { type: "template", text: message.text }
      : { type: "free", message }
    const isAwaited = row.attempts > 0 || state.onHold !== undefined
    const outbound = { contact: state.contact, echo: referenceOf(id, row.seq, isAwaited), ...words }
    const { id: reference } = await connection.send(outbound, outsideOf(world, { kind: "channel", account, version }))
    if (rest.length === 0) return { reference }
    const [done = owed, ...more] = [message, ...rest].map((part) => ({
      ...owed,
      message: part,
      ...(isTemplate && { template: true }),
    }))
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

/** Whether the channel said that only a template would do. Without one the customer's next message changes that too. */
function isRefusedAsItIs(
  { template = false }: OwedOf<"send">,
  { at }: OutboxRow,
  { lastInboundAt }: State,
  { templates }: Capabilities,
): boolean {
  return template && (templates !== null || (lastInboundAt ?? 0) <= at)
}

/** The message as this account can carry it, which may be less than its channel can, and less than when it was owed. */
function partsOf(
  message: Message,
  isTemplate: boolean,
  { channel, connection: { capabilities } }: OpenChannel,
  owedInTime: boolean,
): Message[] {
  if (!isTemplate) return capabilities === channel.capabilities ? [message] : renderMessage(message, capabilities)
  if (capabilities.templates) return renderTemplate(message, capabilities.templates.text)
  // What was owed while it could be sent, and was kept for longer, waits for the customer to write: it goes out then.
  const advice = owedInTime ? "hold" : "stop"
  throw new Failure("window_closed", `${channel.title} takes only a template now, and the account names none.`, advice)
}
