import type { Call, EmulatedService, EmulatorSetting } from "../platform/emulator"

/** A message that reached a customer, however the channel writes it. */
export interface Said {
  /** Milliseconds since 1970. */
  at: number
  /** E.164 with its plus. */
  to: string
  text: string
  /** The address behind the message's button; null when it has none. */
  link: string | null
  /** The channel's id of it, and what it gives back with statuses, where it does. */
  id: string
  reference?: string
}

/** A channel on this machine, with customers who write and hear. */
export interface EmulatedChannel {
  service: EmulatedService
  /** Fields of the one account it knows, as an operator enters them; what `arrange` learns is not among them. */
  config: Readonly<Record<string, unknown>>
  /** What the channel sends for a text that a customer wrote; one text may come in several calls. */
  write(text: string, from: { phone: string; name: string }): Promise<readonly Call[]>
  /** What it tells of a message that was said; nothing where it tells no such thing. */
  report?(said: Said, status: "sent" | "delivered" | "read" | "failed"): Promise<readonly Call[]>
}

/** Sets a channel up on this machine; every message it takes is handed to `hear`. Lives in its member's folder; the Worker never holds it. */
export type EmulateChannel = (setting: EmulatorSetting, hear: (said: Said) => void) => EmulatedChannel
