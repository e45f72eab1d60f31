import type * as z from "zod"
import type { AccountFault } from "../core/accountfault"
import type { Guide } from "../core/guide"
import type { ChannelLimits, Message, Reply } from "../core/message/message"
import { type Advice, Failure, type Path } from "../platform/failure"
import type { Acknowledgement, Outside } from "../platform/outside"
import type { RawRequest } from "../platform/request"
import type { Wish } from "./consent"

/** Who writes: a phone number in E.164 with its plus, a channel's own user id, or both. At least one is there. */
export interface Contact {
  phone?: string
  userId?: string
  name?: string
}

/** Where a contact can be reached, the lasting address first: a user id outlives a change of phone. */
export function addressesOf({ userId, phone }: Contact): string[] {
  return [userId, phone].filter((address) => address !== undefined)
}

/** How far a sent message came. In the order in which they count: one that comes late takes nothing back. */
export const receipts = ["sent", "failed", "delivered", "read"] as const

export type Receipt = (typeof receipts)[number]

/**
 * What a channel tells, in our words. `at` is milliseconds since 1970. One webhook may tell many, in any order and again;
 * `id` is the same then, the channel's own where it has one.
 */
export type Inbound =
  | {
      type: "message"
      id: string
      contact: Contact
      at: number
      reply: Reply
      /** Files beyond the first, which is in `reply`, where one message brought several. */
      further?: readonly NonNullable<Reply["media"]>[]
      /** The customer asks to hear no more, to hear again, or who it is that writes. */
      consent?: Wish
      /** The carrier took that for itself and answers it: no flow may, and nothing more is said. */
      taken?: true
      /**
       * One of several webhooks that make one message, counted from 1: the conversation puts them together before a flow
       * hears any. `set` tells those of one sender that belong together. A part is no wish, whatever its words.
       */
      part?: { set: string; index: number; count: number }
    }
  /** The channel tells a wish without a message, and has seen to it: nothing is answered. */
  | { type: "consent"; id: string; contact: Contact; at: number; wish: "stop" | "start" }
  | {
      type: "receipt"
      /** The channel's id of the message that we sent. */
      message: string
      /** What we gave along with the message, where the channel gives it back: enough to find the conversation. */
      echo?: string
      /** To whom it went; a receipt without echo is found by it alone. */
      contact?: Contact
      at: number
      status: Receipt
      /** Why it failed and what to do. */
      failure?: Told
    }
  /** Somebody is to be found under other addresses from then on. */
  | { type: "moved"; id: string; from: Contact; to: Contact; at: number }
  /** How the account itself stands: what is wrong with it, for people, or that it is well again. */
  | { type: "account"; at: number; fault: AccountFault | null; reason: string }

/** Why a message that was taken did not arrive, and what to do; as `Failure`, but fit to cross from object to object. */
export interface Told {
  code: string
  reason: string
  advice: Advice
  to?: Path
  retryAfterSeconds?: number
  repeats?: number
}

/** What a webhook came to. */
export interface Received {
  inbound: readonly Inbound[]
  /** What was not understood or is not ours, in words fit for a log. */
  ignored: readonly string[]
  /** When the channel wants to hear something else than `webhooks.answer`: a handshake's challenge. */
  answer?: Acknowledgement
}

/** One message to one contact, rendered to the account's capabilities: adapters never cut. */
export type Outbound = {
  contact: Contact
  /** Opaque, at most 80 letters, digits, dots, underscores and hyphens: given along, to come back with receipts. */
  echo: string
} & (
  | { type: "free"; message: Message }
  /** What fills the one variable of the template that the account names; never where `templates` is null. */
  | { type: "template"; text: string }
)

/** What became of a message that was taken. */
export interface Sent {
  /** The channel's id; null where it gives none before the first receipt. */
  id: string | null
}

/** What a channel, or one account on it, can do. Data: rendering, previews, checks and the outbox read it. */
export interface Capabilities extends ChannelLimits {
  /** Hours after the customer's last message in which a free message may be sent; null when always. */
  windowHours: number | null
  /** Whether customers can write back: not to a sender that is a name. */
  inbound: boolean
  /** What it tells of a message that was sent. */
  receipts: readonly Receipt[]
  /** Whether `echo` comes back with receipts. */
  echoes: boolean
  /** What sending twice comes to: the same message for some hours, or another one. */
  repeat: { gives: "same"; hours: number } | { gives: "another" }
  /** Who keeps a wish for silence, and the words, in capitals, that a carrier takes for itself whoever asked for them. */
  consent: { keeper: "carrier" | "us"; claimed: readonly string[] }
  /** Whether one person can come under several addresses, which are then looked up. */
  aliases: boolean
}

/** How webhooks come. */
interface Webhooks {
  methods: readonly ("GET" | "POST")[]
  /** What proves one: a signature, or the unguessable address alone. */
  proof: "signature" | "address"
  /** What the channel wants to hear once everything is durable. */
  answer: Acknowledgement
}

/** What an account's connection needs to know of the deployment. */
export interface ChannelSetting {
  /** The account's id, as in its webhook address. */
  account: string
  /** The deployment's own address, without a slash at the end. */
  publicUrl: string
  /** The account's own address for webhooks, with its unguessable part where the address is the proof. */
  webhookUrl: string
  /** The service's address when overridden by <NAME>_API_BASE, without a slash at the end. */
  apiBase?: string
}

/**
 * One account on one channel. It translates: whatever it does to the world it does through `outside`, step by step, and
 * every method may be carried out again after a crash. Throws Failure.
 */
export interface ChannelConnection {
  /** What this account can do, which may be less than its channel. */
  capabilities: Capabilities
  /**
   * Proves and reads a webhook in one, each item by itself: one that cannot be read costs none of the others. Throws a
   * Failure `unauthorised` (forged), `unproven` (send it again, signed) or `unreadable`.
   */
  receive(request: RawRequest, outside: Outside): Promise<Received>
  /** Throws a Failure: `hold` when the account is at fault, so that nothing owed is lost; else about this very message. */
  send(message: Outbound, outside: Outside): Promise<Sent>
  /** Asks something harmless: whether the keys are good, and whose they are. */
  check?(outside: Outside): Promise<{ holder: string | null }>
}

/** A channel: what its account needs to be told, what it can do, and how to connect an account. */
export interface Channel<Config extends z.ZodObject = z.ZodObject, Step extends string = string> {
  /** As in addresses, tables and folders: lower case. */
  name: string
  title: string
  /** How people call its kind: every channel of a kind looks alike to a customer. */
  kind: "whatsapp" | "sms" | "chat"
  /** Fields of an account. `meta({ secret: true })` marks what is sealed and never returned. */
  config: Config
  /** The most it can do with any account. */
  capabilities: Capabilities
  webhooks: Webhooks
  /** How to set an account up. */
  guide: Guide<Step>
  /** Only for trying things out: runs only where ENVIRONMENT is local. */
  pretend: boolean
  /** Parses the fields, then closes over them. Throws a ZodError naming the wrong field. */
  connect(config: unknown, setting: ChannelSetting): ChannelConnection
}

/** Declares a channel. `connect` receives fields already parsed. */
export function defineChannel<Config extends z.ZodObject, Step extends string>(
  definition: Omit<Channel<Config, Step>, "connect"> & {
    connect(config: z.output<Config>, setting: ChannelSetting): ChannelConnection
  },
): Channel<Config, Step> {
  return { ...definition, connect: (config, setting) => definition.connect(definition.config.parse(config), setting) }
}

/** The message of a channel that has no templates, and is given none. */
export function freeMessage(outbound: Outbound): Message {
  if (outbound.type === "free") return outbound.message
  throw new Failure("unsupported", "This channel has no templates.", "stop")
}

/** What of a webhook was read, item by item: the words among it say what was left out. */
export function received(items: readonly (Inbound | string)[]): Received {
  const inbound = items.filter((item) => typeof item !== "string")
  const ignored = items.filter((item) => typeof item === "string")
  return { inbound, ignored: items.length === 0 ? ["nothing"] : ignored }
}
