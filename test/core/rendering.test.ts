import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ChannelLimits, Choice, Message } from "../../src/core/message/message"
import { choiceStyle, renderMessage, renderTemplate } from "../../src/core/message/rendering"
import { segments } from "../../src/core/message/segments"

const sms: ChannelLimits = {
  text: 1600,
  segments: 10,
  media: null,
  buttons: null,
  list: null,
  link: null,
  templates: null,
}
const whatsapp: ChannelLimits = {
  text: 4096,
  segments: null,
  media: { caption: 1024, kinds: ["image", "video", "audio", "document"] },
  buttons: { count: 3, title: 20, text: 1024 },
  list: { count: 10, title: 24, description: 72, opener: 20, text: 4096 },
  link: { title: 20, text: 1024 },
  templates: { text: 800 },
}
const url = "https://pay.test/p/abc"
const choose = (...titles: string[]): Choice[] => titles.map((title, index) => ({ id: `c${index}`, title }))

describe("choices", () => {
  it.each<[string, Choice[], ChannelLimits, string]>([
    ["few and short", choose("Yes", "No"), whatsapp, "buttons"],
    ["with a title of just the right length", choose("a".repeat(20)), whatsapp, "buttons"],
    ["with a title too long for a button", choose("a".repeat(21)), whatsapp, "list"],
    ["with a title too long for a list", choose("a".repeat(25)), whatsapp, "text"],
    ["too many for buttons", choose("1", "2", "3", "4"), whatsapp, "list"],
    ["too many for a list", choose(..."abcdefghijk"), whatsapp, "text"],
    ["with the same title twice", choose("Yes", "Yes"), whatsapp, "list"],
    ["with a description", [{ id: "a", title: "A", description: "the first" }], whatsapp, "list"],
    ["with a long description", [{ id: "a", title: "A", description: "x".repeat(73) }], whatsapp, "text"],
    [
      "with the same id twice",
      [
        { id: "a", title: "A" },
        { id: "a", title: "B" },
      ],
      whatsapp,
      "text",
    ],
    ["with a blank title", choose(" "), whatsapp, "text"],
    ["where nothing can be tapped", choose("Yes", "No"), sms, "text"],
    ["that are none", [], whatsapp, "text"],
  ])("%s", (_, choices, limits, style) => {
    expect(choiceStyle(choices, limits)).toBe(style)
  })

  it("stay as they are where they can be tapped", () => {
    const message = { text: "Sure?", choices: choose("Yes", "No") }
    expect(renderMessage(message, whatsapp)).toEqual([message])
  })

  it("become numbered lines where they cannot", () => {
    const choices = [...choose("Yes"), { id: "no", title: "No", description: "not now" }]
    expect(renderMessage({ text: "Sure?", choices, choicesTitle: "Choose" }, sms)).toEqual([
      { text: "Sure?\n1. Yes\n2. No - not now" },
    ])
  })

  it("come with the last of a long text", () => {
    const parts = renderMessage({ text: `${"word ".repeat(1000)}Sure?`, choices: choose("Yes") }, whatsapp)
    expect(parts.map((part) => part.choices?.length ?? 0)).toEqual([0, 1])
    expect(parts.at(-1)?.text).toMatch(/Sure\?$/)
  })

  it("open by their label where it fits, and follow it where it does not", () => {
    const choices = choose("1", "2", "3", "4")
    expect(renderMessage({ text: "Which?", choices, choicesTitle: "See all" }, whatsapp)).toEqual([
      { text: "Which?", choices, choicesTitle: "See all" },
    ])
    expect(renderMessage({ text: "Which?", choices, choicesTitle: "See everything we have" }, whatsapp)).toEqual([
      { text: "Which?\nSee everything we have", choices },
    ])
  })

  it("need words above them", () => {
    expect(renderMessage({ text: " ", choices: choose("Yes") }, whatsapp)).toEqual([{ text: "1. Yes" }])
    expect(renderMessage({ text: "", choices: choose("Yes"), choicesTitle: "Sure?" }, whatsapp)).toEqual([
      { text: "Sure?", choices: choose("Yes") },
    ])
  })
})

describe("a link", () => {
  const link = { title: "Pay now", url }

  it.each<[string, Message, ChannelLimits, Message[]]>([
    ["is a button", { text: "Please pay.", link }, whatsapp, [{ text: "Please pay.", link }]],
    ["is an address on its own line", { text: "Please pay.", link }, sms, [{ text: `Please pay.\nPay now:\n${url}` }]],
    [
      "is an address when its title is long",
      { text: "Hi", link: { title: "x".repeat(21), url } },
      whatsapp,
      [{ text: `Hi\n${"x".repeat(21)}:\n${url}` }],
    ],
    ["needs no title as an address", { text: "Hi", link: { title: " ", url } }, whatsapp, [{ text: `Hi\n${url}` }]],
    ["needs words beside its button", { text: "", link }, whatsapp, [{ text: "Pay now", link }]],
    [
      "leaves the buttons to choices",
      { text: "Hi", link, choices: choose("Yes") },
      whatsapp,
      [{ text: `Hi\nPay now:\n${url}`, choices: choose("Yes") }],
    ],
  ])("%s", (_, message, limits, parts) => {
    expect(renderMessage(message, limits)).toEqual(parts)
  })
})

describe("a file", () => {
  const media = { kind: "image", url: "https://pay.test/i.png" } as const

  it.each<[string, Message, ChannelLimits, Message[]]>([
    ["has the text for a caption", { text: "Look", media }, whatsapp, [{ text: "Look", media }]],
    ["needs none", { text: "", media }, whatsapp, [{ text: "", media }]],
    [
      "comes before a long text",
      { text: "x".repeat(1025), media },
      whatsapp,
      [{ text: "", media }, { text: "x".repeat(1025) }],
    ],
    [
      "comes before what can be tapped",
      { text: "Sure?", media, choices: choose("Yes") },
      whatsapp,
      [
        { text: "", media },
        { text: "Sure?", choices: choose("Yes") },
      ],
    ],
    [
      "is an address where files are not shown",
      { text: "Look", media: { ...media, filename: "i.png" } },
      sms,
      [{ text: `Look\ni.png\n${media.url}` }],
    ],
    [
      "is an address where its kind is not",
      { text: "Look", media },
      { ...whatsapp, media: { caption: 9, kinds: ["audio"] } },
      [{ text: `Look\n${media.url}` }],
    ],
    [
      "has no caption when it is a sound",
      { text: "Listen", media: { kind: "audio", url } },
      whatsapp,
      [{ text: "", media: { kind: "audio", url } }, { text: "Listen" }],
    ],
  ])("%s", (_, message, limits, parts) => {
    expect(renderMessage(message, limits)).toEqual(parts)
  })
})

it("sends nothing for a blank message", () => {
  expect(renderMessage({ text: " \n" }, whatsapp)).toEqual([])
})

describe("whatever the message and the channel", () => {
  const words = (maxLength: number) =>
    fc
      .array(fc.constantFrom("pay ", "now. ", "\n\n", "€", "😀", "ç", "order", "x".repeat(30)), { maxLength })
      .map((all) => all.join(""))
  const address = fc.stringMatching(/^[a-z0-9/.]{1,30}$/).map((path) => `https://pay.test/${path}`)
  const title = fc.oneof(fc.stringMatching(/^[a-zé ]{0,26}$/), fc.constantFrom("Yes", "No"))
  const choice = fc.record(
    { id: fc.stringMatching(/^[a-d]{1,4}$/), title, description: fc.oneof(title, words(4)) },
    { requiredKeys: ["id", "title"] },
  )
  const message: fc.Arbitrary<Message> = fc.record(
    {
      text: words(200),
      media: fc.record(
        { kind: fc.constantFrom("image", "video", "audio", "document"), url: address, filename: title },
        { requiredKeys: ["kind", "url"] },
      ),
      choices: fc.array(choice, { maxLength: 12 }),
      choicesTitle: title,
      link: fc.record({ title, url: address }),
    },
    { requiredKeys: ["text"] },
  )
  const count = (max: number) => fc.integer({ min: 1, max })
  const room = fc.integer({ min: 70, max: 500 })
  const limits: fc.Arbitrary<ChannelLimits> = fc.oneof(
    fc.constantFrom(sms, whatsapp),
    fc.record({
      text: room,
      segments: fc.option(count(4)),
      media: fc.option(
        fc.record({ caption: fc.nat(300), kinds: fc.subarray(["image", "video", "audio", "document"] as const) }),
      ),
      buttons: fc.option(fc.record({ count: count(4), title: count(20), text: room })),
      list: fc.option(
        fc.record({ count: count(12), title: count(25), description: fc.nat(30), opener: fc.nat(25), text: room }),
      ),
      link: fc.option(fc.record({ title: count(20), text: room })),
      templates: fc.constant(null),
    }),
  )

  /** Everything a part shows, spaces aside. */
  const shown = (part: Message) =>
    [part.text, part.media?.filename, part.media?.url, part.link?.title, part.link?.url, part.choicesTitle]
      .concat((part.choices ?? []).flatMap(({ title, description }) => [title, description]))
      .map((text) => (text ?? "").replace(/\s/g, ""))

  it("fits every part, puts what can be tapped last and leaves nothing blank", () => {
    fc.assert(
      fc.property(message, limits, (given, { text, segments: most, media, buttons, list, link }) => {
        const parts = renderMessage(given, { text, segments: most, media, buttons, list, link, templates: null })
        parts.forEach((part, index) => {
          const style = part.choices
            ? choiceStyle(part.choices, { text, segments: most, media, buttons, list, link, templates: null })
            : null
          expect(style).not.toBe("text")
          expect(part.choices === undefined || part.link === undefined).toBe(true)
          if (part.choices || part.link) expect(index).toBe(parts.length - 1)
          if (!part.media) expect(part.text.trim()).not.toBe("")
          const room = part.media
            ? media?.caption
            : style === "buttons"
              ? buttons?.text
              : style === "list"
                ? list?.text
                : part.link
                  ? link?.text
                  : text
          expect(part.text.length).toBeLessThanOrEqual(Math.min(room ?? 0, part.media ? (room ?? 0) : text))
          if (most !== null && !part.media) expect(segments(part.text).count).toBeLessThanOrEqual(most)
          if (part.media) expect(media?.kinds).toContain(part.media.kind)
          if (part.link) expect(part.link.title.length).toBeLessThanOrEqual(link?.title ?? 0)
          expect((part.choicesTitle ?? "").length).toBeLessThanOrEqual(list?.opener ?? 0)
        })
      }),
      { numRuns: 1000 },
    )
  })

  it("shows every word, title, description and whole address", () => {
    fc.assert(
      fc.property(message, limits, (given, where) => {
        const parts = renderMessage(given, where).map(shown)
        const all = parts.flat().join("")
        // The opener of a list is part of the list, and one that is absent says nothing.
        for (const piece of shown({ ...given, choicesTitle: "" })) expect(all).toContain(piece)
        for (const address of [given.media?.url, given.link?.url])
          if (address) expect(parts.flat().some((text) => text.includes(address))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it("keeps what was made for a channel as it is when it is made again", () => {
    fc.assert(
      fc.property(message, limits, (given, where) => {
        for (const part of renderMessage(given, where)) expect(renderMessage(part, where)).toEqual([part])
      }),
    )
  })

  it("fills a template with one line that fits, without losing a word", () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 120, max: 800 }), (given, room) => {
        const parts = renderTemplate(given, room)
        for (const { text, ...rest } of parts) {
          expect(rest).toEqual({})
          expect(text).toMatch(/^\S(?:.*\S)?$/)
          expect(text).not.toMatch(/\n|\t| {2}/)
          expect(text.length).toBeLessThanOrEqual(room)
        }
        const all = parts.flatMap(shown).join("")
        for (const piece of shown({ ...given, choicesTitle: "" })) expect(all).toContain(piece)
      }),
      { numRuns: 1000 },
    )
  })
})

describe("a template's one variable", () => {
  const pay = { title: "Pay now", url, purpose: "Your link to pay R 149.90 for order A-17:" }
  const story = Array.from({ length: 60 }, (_, index) => `This is sentence number ${index}.`).join("\n")

  it.each<[string, Message, string[]]>([
    ["a short request whole", { text: "Please pay R 149.90.", link: pay }, [`Please pay R 149.90. Pay now: ${url}`]],
    [
      "only the link and its purpose of a long request",
      { text: story, link: pay },
      [`Your link to pay R 149.90 for order A-17: ${url}`],
    ],
    ["options on one line", { text: "Which?\n", choices: choose("A", "B") }, ["Which? 1. A 2. B"]],
    ["no gap that Meta refuses", { text: "a\t\tb\n\n\nc        d" }, ["a b c d"]],
    ["a file's address", { text: "Plans", media: { kind: "image", url } }, [`Plans ${url}`]],
    ["nothing for nothing", { text: " " }, []],
  ])("gets %s", (_, message, parts) => {
    expect(renderTemplate(message, 800).map(({ text }) => text)).toEqual(parts)
  })

  it("takes a long text in whole sentences", () => {
    const parts = renderTemplate({ text: story }, 800)
    expect(parts.length).toBe(Math.ceil(parts.map(({ text }) => text).join(" ").length / 800))
    for (const { text } of parts) expect(text).toMatch(/^This .*\.$/)
    expect(parts.map(({ text }) => text).join(" ")).toBe(story.replaceAll("\n", " "))
  })

  it("has any other link in the first part, before a text that is too long", () => {
    const [first, ...rest] = renderTemplate({ text: story, link: { title: "See the menu", url } }, 800)
    expect(first).toEqual({ text: `See the menu: ${url}` })
    expect(rest.map(({ text }) => text).join(" ")).toBe(story.replaceAll("\n", " "))
  })

  it.each([799, 800, 801, 1023, 1024, 1025, 3599, 4096])(
    "is never filled beyond its room by %i characters",
    (length) => {
      const text = "word ".repeat(1000).slice(0, length)
      for (const more of [{}, { link: pay }, { link: { title: "Go", url } }])
        for (const part of renderTemplate({ text, ...more }, 800)) expect(part.text.length).toBeLessThanOrEqual(800)
    },
  )
})
