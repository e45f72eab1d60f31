import type { HttpRequest, HttpResponse } from "../../core/exchange"
import type { ChannelLimits, Choice, Media, Message } from "../../core/message/message"
import { choiceStyle } from "../../core/message/rendering"
import { Failure } from "../../platform/failure"
import { answerOf, idOf, listOf, recordOf, textOf } from "../../platform/reading"
import type { Outbound } from "../channel"
import { explain, reasonOf, refusal } from "../verdict"
import { whatsappVerdict } from "./errors"

/**
 * "Cloud API: interactive messages". A template's body holds 1,024 characters with its variable filled in ("Template
 * components"): what an account's own words leave of it is not told to us, so 224 are left to them.
 */
export const whatsappLimits = {
  text: 4096,
  segments: null,
  media: { caption: 1024, kinds: ["image", "video", "audio", "document"] },
  buttons: { count: 3, title: 20, text: 1024 },
  list: { count: 10, title: 24, description: 72, opener: 20, text: 4096 },
  link: { title: 20, text: 1024 },
  templates: { text: 800 },
} satisfies ChannelLimits

interface Account {
  phoneNumberId: string
  accessToken: string
  graphVersion: string
  fallbackTemplate?: string | undefined
  fallbackLanguage: string
}

/** Writes a message for the Cloud API. */
export function whatsappRequest(outbound: Outbound, account: Account, base: string): HttpRequest {
  const content = outbound.type === "template" ? template(outbound.text, account) : contentOf(outbound.message)
  return {
    method: "POST",
    url: `${base}/${account.graphVersion}/${account.phoneNumberId}/messages`,
    headers: { authorization: `Bearer ${account.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...addressOf(outbound),
      ...content,
      biz_opaque_callback_data: outbound.echo,
    }),
  }
}

/** The id of the accepted message. Meta's own code decides, never the HTTP status: throttling is a 400. */
export function whatsappSent(response: HttpResponse, secrets: readonly string[]): string {
  const answer = answerOf(response)
  const id = idOf(recordOf(listOf(answer.messages)[0]).id)
  if (answer.error === undefined && response.status < 300 && id !== null) return id
  throw refused(response, answer, secrets, "without a message id")
}

function refused(
  response: HttpResponse,
  answer: Record<string, unknown>,
  secrets: readonly string[],
  what: string,
): Failure {
  const error = recordOf(answer.error)
  const parts = [idOf(error.code) ?? "", textOf(error.message), textOf(recordOf(error.error_data).details)]
  const reason = reasonOf(explain(parts), secrets) || `WhatsApp answered ${response.status} ${what}`
  const verdict = typeof error.code === "number" ? whatsappVerdict(error.code, error.error_subcode) : null
  return refusal(response, verdict, reason)
}

/** Without its plus a number would get the business's own country code; a user id has a field of its own. */
function addressOf({ contact }: Outbound) {
  if (contact.phone !== undefined) return { to: contact.phone }
  if (contact.userId !== undefined) return { recipient: contact.userId }
  throw new Failure("undeliverable", "The contact has neither a phone number nor a WhatsApp user id.", "stop")
}

/** Of a part that `renderMessage` made: text, or a file, or text with choices or a link. */
function contentOf(message: Message): Record<string, unknown> {
  const { text, media, choices = [], link } = message
  const style = choices.length > 0 ? choiceStyle(choices, whatsappLimits) : "text"
  if (style === "buttons") return interactive("button", text, { buttons: choices.map(button) })
  if (style === "list") return interactive("list", text, listAction(message, choices))
  if (link) {
    const parameters = { display_text: link.title, url: link.url }
    return interactive("cta_url", text, { name: "cta_url", parameters })
  }
  if (media) return { type: media.kind, [media.kind]: { ...file(media), ...(text !== "" && { caption: text }) } }
  return { type: "text", text: { preview_url: false, body: text } }
}

function interactive(type: string, text: string, action: Record<string, unknown>) {
  return { type: "interactive", interactive: { type, body: { text }, action } }
}

function button({ id, title }: Choice) {
  return { type: "reply", reply: { id, title } }
}

function listAction(message: Message, choices: readonly Choice[]) {
  const rows = choices.map(({ id, title, description }) => ({ id, title, ...(description && { description }) }))
  return { button: message.choicesTitle ?? "Choose", sections: [{ rows }] }
}

function file({ kind, url, filename }: Media) {
  return { link: url, ...(kind === "document" && filename !== undefined && { filename }) }
}

function template(text: string, { fallbackTemplate = "", fallbackLanguage }: Account): Record<string, unknown> {
  // Meta's own screens show en-US for what is sent as en_US.
  const language = { policy: "deterministic", code: fallbackLanguage.replace("-", "_") }
  const components = [{ type: "body", parameters: [{ type: "text", text }] }]
  return { type: "template", template: { name: fallbackTemplate, language, components } }
}

/** Asks for the number itself, which its token may read ("Cloud API: phone numbers"). */
export function checkRequest({ graphVersion, phoneNumberId, accessToken }: Account, base: string): HttpRequest {
  return {
    method: "GET",
    url: `${base}/${graphVersion}/${phoneNumberId}?fields=display_phone_number,verified_name`,
    headers: { authorization: `Bearer ${accessToken}` },
  }
}

/** Whose number it is, as people know it. */
export function holderIn(response: HttpResponse, secrets: readonly string[]): string | null {
  const answer = answerOf(response)
  if (response.status >= 300 || answer.error !== undefined || idOf(answer.id) === null)
    throw refused(response, answer, secrets, "about the number")
  const names = [textOf(answer.verified_name), textOf(answer.display_phone_number)].filter((name) => name !== "")
  return names.join(", ") || null
}
