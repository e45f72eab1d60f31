import type { OrderStatus } from "../../core/order/states"
import type { Right } from "../../core/right"
import { speaker } from "../../core/text/sentence"

/** What keeps an account from being removed. */
type Counted = "open" | "pending" | "untold" | "payable" | "held"

const COUNTED: readonly (readonly [Counted, string, string])[] = [
  ["open", "open order", "open orders"],
  ["pending", "order whose payment is under way", "orders whose payment is under way"],
  [
    "untold",
    "order whose outcome the customer does not know yet",
    "orders whose outcome the customers do not know yet",
  ],
  ["payable", "ended order that may still be paid", "ended orders that may still be paid"],
  ["held", "conversation with messages that are still owed", "conversations with messages that are still owed"],
]

/** What the API says against a request, beside what is wrong with a flow, a price or a field of a schema. */
export const apiSentences = {
  nothingThere: ({ path }: { path: string }) => `There is nothing at ${path}.`,
  absent: ({ what, id }: { what: string; id: string }) => `There is no ${what} "${id}".`,
  taken: ({ what, id }: { what: string; id: string }) => `There already is a ${what} "${id}".`,
  inUse: (uses: { what: string; id: string; configured: number } & Record<Counted, number>) => {
    const counted = COUNTED.flatMap(([name, one, many]) =>
      uses[name] === 0 ? [] : [`${uses[name]} ${uses[name] === 1 ? one : many}`],
    )
    const said = [...(uses.configured ? ["new orders go to it"] : []), ...counted]
    return `The ${uses.what} "${uses.id}" is in use: ${said.join(", ") || "it was a moment ago"}.`
  },
  unacceptable: () => "This cannot be accepted.",
  lacksRight: ({ right }: { right: Right }) => `This needs the right "${right}", which your token does not have.`,
  rightNotYours: ({ right }: { right: Right }) => `You cannot give the right "${right}": you do not have it yourself.`,
  keyUnreadable: () => "An Idempotency-Key is 1 to 255 letters, digits and signs, without spaces.",
  keyReused: () => "This Idempotency-Key was another request's. Send this one with a key of its own.",
  keyInFlight: () => "The request of this Idempotency-Key is under way. Send it again in a moment.",
  bodyTooLarge: () => "A body can be at most 1 MB.",
  bodyUnreadable: ({ place }: { place: string }) => `The body is not JSON${place}.`,
  bodyEmpty: () => "The body is empty: send JSON.",
  tokenUnreadable: () => "Send the token as JSON.",
  serviceUnknown: ({ service }: { service: string }) => `"${service}" is not known to this version.`,
  notCaptured: () => "No such payment was captured for this order.",
  refundAmount: ({ currency, example }: { currency: string; example: string }) =>
    `It must be an amount in ${currency} above zero, such as "${example}".`,
  capturedMeanwhile: () => "What was held was captured meanwhile: give it back instead.",
  notOpen: ({ status }: { status: OrderStatus }) => `Only an open order can be cancelled; this one is ${status}.`,
  notPayable: ({ status }: { status: OrderStatus }) =>
    `Only an order that can still be paid has a link to send; this one is ${status}.`,
  timeOver: () => "Only an order that can still be paid has a link to send; its time is over.",
  erased: () =>
    "Who this conversation was with has been erased, as the settings ask. It goes on when the customer writes again.",
  optedOut: () => "The customer asked to hear no more. Nothing can be sent until they write START.",
  noLongerWaits: () => "The conversation no longer waits for this order, so its link is not sent again.",
  draftChanged: ({ revision }: { revision: number }) =>
    `The draft was changed meanwhile: it is at revision ${revision} now. Load it again.`,
  webhookAnswered: ({ status }: { status: number }) => `The webhook answered with status ${status}.`,
  notArrangeable: ({ what }: { what: string }) => `Nothing can be set up for this ${what} from here.`,
  keysGood: ({ service }: { service: string }) => `${service} accepts the keys.`,
  keysUnchecked: ({ service }: { service: string }) => `${service} needs no keys to be checked.`,
  signed: () => "The service signs what it sends: nobody can send as the service.",
  noSecret: () => "It has no secret: save it again.",
} as const

/** Says what the API has against a request. */
export const say = speaker(apiSentences)
