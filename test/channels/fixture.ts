import type { ChannelSetting, Inbound, Outbound, Sent } from "../../src/channels/channel"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Advice, Path } from "../../src/platform/failure"
import type { Acknowledgement } from "../../src/platform/outside"
import type { RawRequest } from "../../src/platform/request"

/** When every webhook of the suite comes in: 20 November 2026. */
export const NOW = 1_795_132_800_000

/** What a service calls with, before it is signed. */
export interface Webhook {
  body: string
  /** Behind the account's address, with its question mark. */
  query?: string
  method?: "GET" | "POST"
  contentType?: string
}

/** A genuine webhook, and exactly what is read of it. */
export interface Reading {
  title: string
  webhook: Webhook
  inbound: Inbound[]
  ignored?: string[]
}

/** An answer that is no success, and what is to be done about it. */
interface Refusal {
  title: string
  response: HttpResponse
  code: string
  advice: Advice
  ambiguous?: boolean
  retryAfterSeconds?: number
  to?: Path
  repeats?: number
}

/**
 * What is known of a channel from its documentation, in `test/channels/<name>/fixture.ts` as `fixture`. The suite asks for
 * the same of every one, and picks what it asks for by what the channel's capabilities claim.
 */
export interface ChannelFixture {
  /** A complete account, with a value in every field. */
  config: Record<string, string>
  /** The field whose secret signs webhooks; null where the address is the proof. */
  signedBy: string | null
  /** The request with the service's own signature; where the address is the proof, as it comes. */
  sign(webhook: Webhook, secret: string): Promise<RawRequest>
  /**
   * What of a body is signed, where that is not its bytes: bodies of one meaning have one signature. Say why in
   * `exceptions`, as "meaning".
   */
  meaning?(body: string): string
  readings: Reading[]
  /** Several items in one webhook, with a broken one between two good ones; null, and the exception "batch", where each comes alone. */
  batch: Reading | null
  /** Genuine, but nothing that we know. */
  notUnderstood: Webhook[]
  /** Genuine, but not in the form that is due, such as half a JSON; null, and the exception "malformed", where there is no such thing. */
  malformed: Webhook | null
  /** What the channel wants to hear in another way than `webhooks.answer`. */
  answered?: { title: string; request: RawRequest; answer: Acknowledgement }[]
  /** Hosts that are asked. */
  hosts: string[]
  /** What the service answers when all is well, to whatever the adapter asks: a token, a message, a check. */
  answer(request: HttpRequest): HttpResponse
  /** Every kind of message that is sent, each with all the requests that it takes; a template where there are templates. */
  sendings: { title: string; message: Outbound; requests: HttpRequest[] }[]
  /** What `answer` gives a message. */
  sent: Sent
  /** Answers to the request that carries the message; at least one for each advice, here or in the receipts of `readings`. */
  refusals: Refusal[]
  /** What `check` finds out when all is well; null where there is no `check`. */
  holder: string | null
  /** The answer by which the service tells an error in its own form, quoting what it was sent. */
  error(text: string): HttpResponse
  /** Where it does otherwise than every other channel, and why. What is listed and does not do otherwise fails too. */
  exceptions: { case: string; why: string }[]
}

/** The deployment and account that every fixture belongs to. */
export function settingOf(channel: string): ChannelSetting {
  const publicUrl = "https://pay.test"
  return { account: "acc-1", publicUrl, webhookUrl: `${publicUrl}/webhooks/${channel}/acc-1` }
}

/** The address the service was told. */
export function addressOf(channel: string, webhook: Webhook): string {
  return `${settingOf(channel).webhookUrl}${webhook.query ?? ""}`
}

/** The request as it reaches the Worker, with the given headers. */
export function rawRequest(channel: string, webhook: Webhook, headers: Record<string, string>): RawRequest {
  return {
    method: webhook.method ?? "POST",
    url: addressOf(channel, webhook),
    headers: new Headers({ "content-type": webhook.contentType ?? "application/json", ...headers }),
    body: new TextEncoder().encode(webhook.body),
  }
}

/** An answer with a JSON body, or with a text as it is. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) }
}

/** What customers read of a request: all texts in its body, whether JSON or a form. */
export function wordsIn({ body = "", headers }: HttpRequest): string {
  if (headers["content-type"]?.includes("form")) return [...new URLSearchParams(body).values()].join("\n")
  const texts = (value: unknown): string[] => {
    if (typeof value === "string") return [value]
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : []
  }
  return texts(JSON.parse(body)).join("\n")
}
