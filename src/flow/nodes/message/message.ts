import * as z from "zod"
import type { Message } from "../../../core/message/message"
import { isTemplate } from "../../../core/template"
import { speaker } from "../../../core/text/sentence"
import { type Context, defineNode, type Effect, next, type SettingFault } from "../../node"
import { isHttps } from "../../values/url"

const config = z.object({
  text: z.string().max(4096).default("").meta({ title: "Text", control: "template" }),
  media: z
    .object({
      kind: z.enum(["image", "video", "audio", "document"]).meta({ title: "Kind" }),
      url: z.string().trim().min(1).max(2000).meta({ title: "Address", description: "https", control: "template" }),
      filename: z.string().trim().min(1).max(200).optional().meta({ title: "File name", control: "template" }),
    })
    .optional()
    .meta({ title: "File", description: "An image, video, sound or document sent with the text." }),
  link: z
    .object({
      title: z.string().trim().min(1).max(60).meta({ title: "Button" }),
      url: z.string().trim().min(1).max(2000).meta({ title: "Address", description: "https", control: "template" }),
    })
    .optional()
    .meta({ title: "Link", description: "A button that opens an address." }),
})

type Config = z.output<typeof config>

/** What is said of settings that cannot work. */
const sentences = {
  nothing: () => "It says nothing: write a text, or add a file or a link.",
  notHttps: () => "The address must begin with https://.",
}

const told = speaker(sentences, "flow/nodes/message")

/** Says something and goes on. */
export const message = defineNode({
  type: "message",
  title: "Message",
  group: "message",
  icon: "message",
  config,
  sentences,
  waits: false,
  exits: [{ ...next, lastWord: "flow" }],
  summary: ({ text, media, link }) => text || media?.kind || link?.title || "",
  templates: ({ text, media, link }) => [
    { path: "text", template: text },
    ...(media ? [{ path: "media.url", template: media.url }] : []),
    ...(media?.filename ? [{ path: "media.filename", template: media.filename }] : []),
    ...(link ? [{ path: "link.url", template: link.url }] : []),
  ],
  faults: ({ text, media, link }) => [
    ...(text.trim() === "" && !media && !link ? [told("nothing")] : []),
    ...(media ? openable("media.url", media.url) : []),
    ...(link ? openable("link.url", link.url) : []),
  ],

  enter(config, context) {
    return { effects: say(config, context), exit: "next" }
  },
})

/** An address that no run would send; what a run fills in is for the run to see. */
function openable(path: string, url: string): SettingFault[] {
  return isTemplate(url) || isHttps(url) ? [] : [{ path, said: told("notHttps") }]
}

/** What cannot be filled in is left out and noted: the flow goes on with the rest. */
function say(config: Config, context: Context): Effect[] {
  const notes: Effect[] = []
  const note = (text: string) => notes.push({ type: "note", text: `${context.name}: ${text}` })
  const filled = (template: string) => {
    const rendered = context.render(template)
    if (!rendered.ok) note(rendered.reason)
    return rendered.ok ? rendered.text : ""
  }
  const address = (template: string, what: string) => {
    const url = filled(template).trim()
    if (isHttps(url)) return url
    note(`${what} was left out: its address is not an https address`)
    return null
  }

  const said: Message = { text: filled(config.text) }
  const { media, link } = config
  const file = media ? address(media.url, "the file") : null
  if (media && file !== null) {
    const filename = media.filename ? filled(media.filename).trim() : ""
    said.media = { kind: media.kind, url: file, ...(filename === "" ? {} : { filename }) }
  }
  const url = link ? address(link.url, "the link") : null
  if (link && url !== null) said.link = { title: link.title, url }
  if (said.text.trim() === "" && !said.media && !said.link) return notes
  return [{ type: "send", message: said }, ...notes]
}
