import type { Reply } from "../../core/message/message"
import { parsePhone } from "../../core/phone"
import { idOf, listOf, recordOf, textOf } from "../../platform/reading"

/** What the customer said with a message of the Cloud API, whatever its type; null for a type that is not known. */
export function replyOf(message: Record<string, unknown>, country?: string): Reply | null {
  const type = textOf(message.type)
  switch (type) {
    case "text":
      return { text: textOf(recordOf(message.text).body) }
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return media(type, recordOf(message[type]))
    case "voice":
      return media("audio", recordOf(message.voice))
    case "location":
      return place(recordOf(message.location))
    case "contacts":
      return {
        text: listOf(message.contacts)
          .map((card) => person(recordOf(card), country))
          .join("\n"),
      }
    case "button":
      return tapped(recordOf(message.button).payload, recordOf(message.button).text)
    case "interactive":
      return interactive(recordOf(message.interactive))
    case "order":
      return { text: basket(recordOf(message.order)) }
    case "request_welcome":
    case "unsupported":
    case "unknown":
      return { text: "" }
    default:
      return null
  }
}

type MediaKind = NonNullable<Reply["media"]>["kind"]

function media(kind: MediaKind, content: Record<string, unknown>): Reply {
  const text = textOf(content.caption)
  const reference = idOf(content.id)
  if (reference === null) return { text }
  return { text, media: { kind, reference, mimeType: textOf(content.mime_type) } }
}

function place(content: Record<string, unknown>): Reply {
  const { latitude, longitude } = content
  const name = textOf(content.name)
  const text = name === "" ? textOf(content.address) : name
  if (!isDegrees(latitude, 90) || !isDegrees(longitude, 180)) return { text }
  return { text, location: { latitude, longitude, ...(name !== "" && { name }) } }
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most
}

function person(card: Record<string, unknown>, country?: string): string {
  const phones = listOf(card.phones).map((phone) => textOf(recordOf(phone).phone))
  const written = phones.map((phone) => parsePhone(phone, country) ?? phone)
  return [textOf(recordOf(card.name).formatted_name), ...written].filter((part) => part !== "").join(" ")
}

function tapped(id: unknown, title: unknown): Reply {
  const choice = idOf(id)
  return { text: textOf(title), ...(choice !== null && { choice }) }
}

function interactive(content: Record<string, unknown>): Reply {
  switch (content.type) {
    case "button_reply":
      return tapped(recordOf(content.button_reply).id, recordOf(content.button_reply).title)
    case "list_reply":
      return tapped(recordOf(content.list_reply).id, recordOf(content.list_reply).title)
    case "nfm_reply":
      return { text: textOf(recordOf(content.nfm_reply).body) }
    case "call_permission_reply":
      return { text: textOf(recordOf(content.call_permission_reply).response) }
    default:
      return { text: "" }
  }
}

/** Without the prices: they are the customer's claim. */
function basket(order: Record<string, unknown>): string {
  const lines = listOf(order.product_items).map((item) => {
    const { quantity, product_retailer_id } = recordOf(item)
    return `${Number.isSafeInteger(quantity) ? quantity : "?"} x ${idOf(product_retailer_id) ?? "?"}`
  })
  return [textOf(order.text), ...lines].filter((line) => line !== "").join("\n")
}
