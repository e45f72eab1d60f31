import type * as z from "zod"
import type { HttpRequest, HttpResponse } from "../core/exchange"
import type { Guide } from "../core/guide"
import type { ChannelLimits, Message, Reply } from "../core/message/message"
import type { Advice, Path } from "../platform/failure"
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

/** How far a sent message came. */
export type DeliveryStatus = "sent" | "delivered" | "read" | "failed"

/** What a channel's webhook tells, in our words. `at` is milliseconds since 1970. */
export type Inbound =
  | {
      type: "message"
      /** The channel's id of the message: delivered twice, it is the same. */
      id: string
      contact: Contact
      at: number
      reply: Reply
      /** The customer asks to hear no more, to hear again, or who it is that writes. */
      consent?: Wish
      /** The carrier took that for itself and answers it: no flow may, and nothing more is said. */
      taken?: true
    }
  | {
      type: "status"
      /** The channel's id of the message we sent. */
      id: string
      /** What we gave along with the message, where the channel gives it back. */
      reference?: string
      contact: Contact
      at: number
      status: DeliveryStatus
      /** Why it failed and what to do. */
      failure?: Told
    }
  | {
      /** Somebody is to be found under other addresses from then on. `id` is the channel's, as of a message. */
      type: "moved"
      id: string
      from: Contact
      to: Contact
      at: number
    }

/** Why a message that was taken did not arrive, and what to do; as `Failure`, but fit to cross from object to object. */
export interface Told {
  code: string
  reason: string
  advice: Advice
  to?: Path
  retryAfterSeconds?: number
  repeats?: number
}

/** One message to one contact, within the channel's limits. */
export interface Outbound {
  contact: Contact
  message: Message
  /** Short and opaque; given to the channel where it can give it back with statuses. */
  reference: string
  /** The channel no longer takes free text, only what it approved before (WhatsApp's 24-hour window). */
  windowClosed: boolean
}

/** What an account's connection needs to know of the deployment. */
export interface ChannelSetting {
  /** The account's id, as in its webhook address. */
  account: string
  /** The deployment's own address, without a slash at the end. */
  publicUrl: string
  /** The service's address when overridden by <NAME>_API_BASE, without a slash at the end. */
  apiBase?: string
}

/** One account on one channel: how its webhooks read and how its messages are written. Does no I/O. */
export interface ChannelConnection {
  /** Resolves only when the request really comes from the channel; otherwise throws a Failure `unauthorised`. */
  verify(request: RawRequest): Promise<void>
  /** Answers the channel's set-up handshake; null when the request is not one. */
  challenge?(request: RawRequest): Promise<Response | null>
  /** Everything the webhook tells; what is not understood is left out and named in `ignored`. Throws a Failure `unreadable`. */
  receive(request: RawRequest): { inbound: Inbound[]; ignored: string[] }
  /** Throws a Failure `window_closed` when the message cannot be sent outside the window. */
  send(message: Outbound): HttpRequest
  /** The channel's id of the accepted message; throws a Failure when it was refused. */
  sent(response: HttpResponse): string
  /** What this channel wants to hear once everything is durable. */
  answer(): Response
}

/** A channel: what its account needs to be told, what it can show, and how to connect an account. */
export interface Channel<Config extends z.ZodObject = z.ZodObject, Step extends string = string> {
  /** As in addresses and tables: lower case. */
  name: string
  title: string
  /** Fields of an account. `meta({ secret: true })` marks what is sealed and never returned. */
  config: Config
  limits: ChannelLimits
  /** How to set an account up. */
  guide: Guide<Step>
  /** Hours after the customer's last message in which free text may be sent; null when always. */
  windowHours: number | null
  /** Where a message can go that does not arrive as it is. */
  paths: readonly Path[]
  /** Whether one person can come under several addresses, which are then looked up. */
  aliases: boolean
  /** Only for trying things out: refused wherever ENVIRONMENT is not local. */
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
