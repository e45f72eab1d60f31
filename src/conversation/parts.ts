import type { Inbound } from "../channels/channel"

/** How long a long message waits for its other parts: then what is there is one message. */
const PATIENCE_SECONDS = 60

/** As many as one message can have ("3GPP TS 23.040: concatenated short messages"). */
const MOST_PARTS = 255

/** Long messages of one customer that wait at once: more is no way to write. */
const MOST_WAITING = 5

export type Heard = Extract<Inbound, { type: "message" }>

/** A long message of which some parts came. */
export interface Unfinished {
  set: string
  count: number
  /** When the first of its parts came, by our clock. */
  since: number
  /** In the order in which they came. */
  parts: { index: number; id: string; at: number; reply: Heard["reply"]; further?: Heard["further"] }[]
}

/** Which of several webhooks that make one message it is; null where it is a message of its own. */
export function partOf({ part }: Heard): Heard["part"] | null {
  if (!part || part.count < 2 || part.count > MOST_PARTS || part.index < 1 || part.index > part.count) return null
  return part
}

/** Whether that very part waits already. */
export function isWaiting(waiting: readonly Unfinished[], id: string): boolean {
  return waiting.some(({ parts }) => parts.some((known) => known.id === id))
}

/**
 * What waits once a part came, and what is to be heard now: the message that it completes, and what must not wait longer.
 * Names of sets come again, as phones count them in one byte: another part in a place that is taken begins another message.
 */
export function withPart(
  waiting: readonly Unfinished[],
  { id, at, reply, further }: Heard,
  { set, index, count }: NonNullable<Heard["part"]>,
  now: number,
): { waiting: Unfinished[]; ready: Unfinished[] } {
  const known = waiting.find((unfinished) => unfinished.set === set)
  const fits = known !== undefined && known.count === count && known.parts.every((part) => part.index !== index)
  const begun = fits ? known : { set, count, since: now, parts: [] }
  const part = { index, id, at, reply, ...(further && { further }) }
  const grown = { ...begun, parts: [...begun.parts, part] }
  const others = waiting.filter((unfinished) => unfinished !== known)
  const ready = known && !fits ? [known] : []
  if (grown.parts.length === count) return { waiting: others, ready: [...ready, grown] }
  const all = [...others, grown]
  const spare = all.splice(0, Math.max(0, all.length - MOST_WAITING))
  return { waiting: all, ready: [...ready, ...spare] }
}

/** Until when an unfinished message waits; milliseconds since 1970. */
export function waitsUntil({ since }: Unfinished): number {
  return since + PATIENCE_SECONDS * 1000
}

/** What there is of a long message, as the one message that it is. */
export function together({ parts }: Unfinished): Heard["reply"] & { further: NonNullable<Heard["further"]> } {
  const inOrder = [...parts].sort((a, b) => a.index - b.index)
  const files = inOrder.flatMap(({ reply, further = [] }) => [...(reply.media ? [reply.media] : []), ...further])
  const [media, ...further] = files
  return { text: inOrder.map(({ reply }) => reply.text).join(""), ...(media && { media }), further }
}
