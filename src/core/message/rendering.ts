import { marksOf } from "./marks"
import type { ChannelLimits, Choice, Message } from "./message"
import { splitText } from "./segments"

/** How a channel shows choices: what it can tap, or numbered lines of text. */
export type ChoiceStyle = "buttons" | "list" | "text"

/**
 * The message as parts that the channel can carry, in the order to send them, with nothing left out. At most the last
 * part has choices or a link; choices that are still there fit the style that `choiceStyle` names. No part is empty, and
 * no text that is sent is blank.
 */
export function renderMessage(message: Message, limits: ChannelLimits): Message[] {
  const { text: words, media, choices = [], choicesTitle, link } = message
  const showsMedia = media !== undefined && limits.media?.kinds.includes(media.kind) === true
  const style = choices.length > 0 ? choiceStyle(choices, limits) : null
  const opener = style === "list" && choicesTitle !== undefined && choicesTitle.length <= (limits.list?.opener ?? 0)
  const text = lines(
    words,
    media && !showsMedia ? lines(media.filename, media.url) : null,
    // Beside choices there is no room for another kind of button.
    link && style !== null ? asText(link) : null,
    // A label too long to open the list introduces it.
    style === "list" && !opener ? choicesTitle : null,
  )
  const before: Message[] = media && showsMedia ? [{ text: "", media }] : []

  if (style === "buttons" || style === "list") {
    const body = text || (choicesTitle ?? "").trim()
    const room = (style === "buttons" ? limits.buttons : limits.list)?.text ?? 0
    if (body !== "") {
      const last = opener ? { choices, choicesTitle } : { choices }
      return [...before, ...withLast(body, limits, room, last)]
    }
  }
  if (style !== null) return withMedia(lines(text, numbered(choices)), message, showsMedia, limits)
  if (link && limits.link && isLabel(link.title, limits.link.title)) {
    return [...before, ...withLast(text || link.title, limits, limits.link.text, { link })]
  }
  return withMedia(lines(text, link ? asText(link) : null), message, showsMedia, limits)
}

/**
 * The message as what fills the one variable of a template, which takes neither line breaks nor wide gaps: one line of
 * text, in parts of at most so many characters where one cannot hold it. A link stands whole in the first part; a link
 * with a purpose is sent with that alone instead of many parts.
 */
export function renderTemplate(message: Message, room: number): Message[] {
  const { text, media, choices = [], link } = message
  const file = media && lines(media.filename, media.url)
  const words = oneLine(text, numbered(choices), link && asText(link), file)
  if (words.length <= room || !link) return inParts(words, room)
  const first: Message = { text: oneLine(asText({ title: link.purpose ?? link.title, url: link.url })) }
  return link.purpose === undefined ? [first, ...inParts(oneLine(text, numbered(choices), file), room)] : [first]
}

/** The richest style in which the channel can show all of the choices whole. */
export function choiceStyle(choices: readonly Choice[], limits: ChannelLimits): ChoiceStyle {
  const { buttons, list } = limits
  const ids = new Set(choices.map((choice) => choice.id))
  const titles = new Set(choices.map((choice) => choice.title))
  if (choices.length === 0 || ids.size < choices.length) return "text"
  if (
    buttons &&
    choices.length <= buttons.count &&
    // Two buttons of one title could not be told apart; WhatsApp refuses them.
    titles.size === choices.length &&
    choices.every((choice) => isLabel(choice.title, buttons.title) && !choice.description)
  )
    return "buttons"
  if (
    list &&
    choices.length <= list.count &&
    choices.every(
      (choice) => isLabel(choice.title, list.title) && (choice.description ?? "").length <= list.description,
    )
  )
    return "list"
  return "text"
}

/** Plain parts, then one with the rest of the text and what can be tapped. */
function withLast(text: string, limits: ChannelLimits, room: number, last: Omit<Message, "text">): Message[] {
  const parts = splitText(text, { characters: limits.text, segments: limits.segments })
  const end = splitText(parts.pop() ?? "", { characters: Math.min(room, limits.text), segments: limits.segments })
  const final = end.pop() ?? ""
  return [...[...parts, ...end].map((part) => ({ text: part })), { text: final, ...last }]
}

/** The text as the file's caption where it fits, else after the file. */
function withMedia(text: string, { media }: Message, shown: boolean, limits: ChannelLimits): Message[] {
  const plain = () =>
    splitText(text, { characters: limits.text, segments: limits.segments }).map((part) => ({ text: part }))
  if (!media || !shown) return plain()
  // A sound has no caption on any channel.
  const fits = media.kind !== "audio" && text.length <= (limits.media?.caption ?? 0)
  return fits ? [{ text, media }] : [{ text: "", media }, ...plain()]
}

function numbered(choices: readonly Choice[]): string {
  const marks = marksOf(choices.map(({ title }) => title))
  return choices
    .map(({ title, description }, index) => `${marks[index]}. ${title}${description ? ` - ${description}` : ""}`)
    .join("\n")
}

function asText({ title, url }: { title: string; url: string }): string {
  const label = title.trim()
  return lines(/[\p{L}\p{N}]$/u.test(label) ? `${label}:` : label, url)
}

function lines(...texts: (string | null | undefined)[]): string {
  return texts
    .map((text) => (text ?? "").trim())
    .filter((text) => text !== "")
    .join("\n")
}

function oneLine(...texts: (string | undefined)[]): string {
  return texts.join(" ").replace(/\s+/g, " ").trim()
}

function inParts(text: string, characters: number): Message[] {
  return splitText(text, { characters, segments: null }).map((part) => ({ text: part }))
}

function isLabel(title: string, longest: number): boolean {
  return title.trim() !== "" && title.length <= longest
}
