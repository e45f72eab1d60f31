/// <reference types="vite/types/importMeta.d.ts" />
import type { ChannelSetting, Inbound, Outbound } from "../../src/channels/channel"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Advice, Path } from "../../src/platform/failure"
import type { RawRequest } from "../../src/platform/request"

/** When every webhook of the suite comes in: 20 November 2026. */
export const NOW = 1_795_132_800_000

/** What a service would post, before it is signed. */
export interface Webhook {
  body: string
  /** Behind the account's address, with its question mark. */
  query?: string
  method?: "GET" | "POST"
  contentType?: string
}

/** What is known of a channel from its documentation: the suite asks for the same of every one. */
export interface ChannelFixture {
  /** A complete account, with a value in every field. */
  config: Record<string, string>
  /** The field whose secret signs webhooks. */
  signedBy: string
  /** The request with the service's own signature. */
  sign(webhook: Webhook, secret: string): Promise<RawRequest>
  /** What of a body is signed, where that is not its bytes: bodies of one meaning have one signature. */
  meaning?(body: string): string
  readings: { title: string; webhook: Webhook; inbound: Inbound[]; ignored?: string[] }[]
  /** Authentic, but nothing that we know. */
  notUnderstood: Webhook[]
  /** Authentic, but no JSON where JSON is due. */
  malformed: Webhook
  sendings: { title: string; message: Outbound; request: HttpRequest }[]
  accepted: { response: HttpResponse; id: string }
  refusals: {
    title: string
    response: HttpResponse
    code: string
    advice: Advice
    ambiguous?: boolean
    retryAfterSeconds?: number
    to?: Path
    repeats?: number
  }[]
  /** The answer by which the service tells us an error, in its own form. */
  error(text: string): HttpResponse
}

/** The deployment and account that every fixture belongs to. */
export const setting: ChannelSetting = { account: "acc-1", publicUrl: "https://pay.test" }

/** The request as it reaches the Worker, with the given headers. */
export function rawRequest(channel: string, webhook: Webhook, headers: Record<string, string>): RawRequest {
  return {
    method: webhook.method ?? "POST",
    url: addressOf(channel, webhook),
    headers: new Headers({ "content-type": webhook.contentType ?? "application/json", ...headers }),
    body: new TextEncoder().encode(webhook.body),
  }
}

/** The address the service was told. */
export function addressOf(channel: string, webhook: Webhook): string {
  return `${setting.publicUrl}/webhooks/${channel}/${setting.account}${webhook.query ?? ""}`
}

/** An answer with a JSON body. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) }
}

/** The fixture of a channel in the registry. */
export async function fixtureOf(name: string): Promise<ChannelFixture> {
  const path = `./fixtures/${name}.ts`
  const load = fixtures[path]
  if (!load) throw new Error(`The channel "${name}" has no fixture: add test/channels/fixtures/${name}.ts`)
  return (await load()).fixture
}

const fixtures = import.meta.glob<{ fixture: ChannelFixture }>("./fixtures/*.ts")
