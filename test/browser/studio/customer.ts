import { until } from "../../../src/cli/until"
import type { Message } from "../../../src/core/message/message"
import type { House } from "./house"

/** What can be done on the pretend provider's page. */
export type Deed = "pay" | "decline" | "cancel" | "late" | "twice"

/** Somebody with a pretend phone on a sandbox account. */
export interface Customer {
  write(text: string, choice?: string): Promise<void>
  /** The next message, which must say that; resolves when it is there. */
  hear(text: RegExp): Promise<Message>
  /** Opens the message's link, goes on to the provider and does that there. */
  settle(message: Message, deed: Deed): Promise<void>
}

/** Seconds that an answer may take. */
const PATIENCE = 15

interface Heard {
  items: { id: number; at: number; message: Message }[]
}

/** A customer who has not written yet. */
export function customerOf(
  { api, url }: Pick<House, "api" | "url">,
  phone: string,
  name: string,
  account = "phone",
): Customer {
  let last = 0
  return {
    async write(text, choice) {
      const reply = { phone, name, text, ...(choice !== undefined && { choice }) }
      await api("POST", `/sandbox/${account}/messages`, reply)
    },
    hear: (text) =>
      until(`a message like ${text}`, PATIENCE, async () => {
        const query = new URLSearchParams({ phone, after: String(last) })
        const { items } = (await api("GET", `/sandbox/${account}/messages?${query}`)) as Heard
        const found = items.find(({ message }) => text.test(message.text))
        if (found) last = found.id
        return found?.message
      }),
    async settle({ link, text }, deed) {
      const opened = link?.url ?? /https?:\/\/\S+/.exec(text)?.[0]
      if (opened === undefined) throw new Error(`"${text}" has no link`)
      const checkout = await fetch(`${opened}/checkout`, {
        method: "POST",
        headers: { origin: url },
        redirect: "manual",
      })
      const page = checkout.headers.get("location")
      if (page === null) throw new Error(`the checkout was answered ${checkout.status}: ${await checkout.text()}`)
      const done = await fetch(`${page}/${deed}`, { method: "POST", headers: { origin: url }, redirect: "manual" })
      if (done.status !== 303) throw new Error(`the pretend provider answered ${done.status}`)
    },
  }
}
