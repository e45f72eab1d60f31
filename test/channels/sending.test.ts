import { describe, expect, it } from "vitest"
import type { Outbound } from "../../src/channels/channel"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { Media, Message } from "../../src/core/message/message"
import { choiceStyle, renderMessage } from "../../src/core/message/rendering"
import { segments } from "../../src/core/message/segments"
import { type Advice, Failure } from "../../src/platform/failure"
import { NOW, wordsIn } from "./fixture"
import { failureOf, type Member, members, outsideWith, unlessListed } from "./members"

const contact = { phone: "+27821110001" }

/** What may come instead of an answer, what is to be done about it, and whether the message may have been taken. */
const BAD: [string, Partial<HttpResponse> | null, Advice, boolean][] = [
  ["401", { status: 401 }, "hold", false],
  ["403", { status: 403, body: "<html>Forbidden</html>" }, "hold", false],
  ["404", { status: 404, body: "<html>Not found</html>" }, "again", false],
  ["409", { status: 409 }, "again", false],
  ["429", { status: 429 }, "again", false],
  ["500", { status: 500, body: "{}" }, "again", true],
  ["502", { status: 502, body: "<html>Bad gateway</html>" }, "again", true],
  ["302", { status: 302, headers: { location: "https://elsewhere.test/" } }, "again", false],
  ["400", { status: 400, body: "<html>Bad request</html>" }, "again", false],
  ["413", { status: 413 }, "again", false],
  ["page", { status: 200, body: "<html>Welcome</html>" }, "again", true],
  ["list", { status: 200, body: "[]" }, "again", true],
  ["object", { status: 200, body: "{}" }, "again", true],
  ["nothing", null, "again", true],
]

describe.each(members)("what channel $name is sent", (member) => {
  const { channel, fixture, setting, connection, values } = member
  const { capabilities } = channel
  const [first] = fixture.sendings
  if (!first) throw new Error("Nothing is sent.")

  it.each(fixture.sendings)("is exactly $title", async ({ message, requests }) => {
    const outside = outsideWith(fixture.answer)
    expect(await connection.send(message, outside)).toEqual(fixture.sent)
    expect(outside.asked).toStrictEqual(requests)
  })

  it("is the same in every byte when it is sent again", () =>
    unlessListed(member, "same", async () => {
      for (const { message, requests } of fixture.sendings) {
        const outside = outsideWith(fixture.answer, NOW + 3_600_000)
        await channel.connect(fixture.config, setting).send(message, outside)
        expect(outside.asked).toStrictEqual(requests)
      }
    }))

  it("goes to its own hosts over https, or to the address that replaces them", async () => {
    const emulated = channel.connect(fixture.config, { ...setting, apiBase: "http://127.0.0.1:9/emulator" })
    for (const { message, requests } of fixture.sendings) {
      for (const { url } of requests) {
        expect(new URL(url).protocol).toBe("https:")
        expect(fixture.hosts).toContain(new URL(url).hostname)
      }
      const outside = outsideWith(fixture.answer)
      await emulated.send(message, outside)
      for (const { url } of outside.asked) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9\/emulator\//)
    }
  })

  it("carries what is to come back with receipts, where it does", async () => {
    if (!capabilities.echoes) return
    const [last] = await asked(member, { ...first.message, echo: "7.c1.echo" })
    expect(decodeURIComponent(`${last?.url} ${last && wordsIn(last)}`)).toContain("7.c1.echo")
  })

  it("tells no secret outside of headers", async () => {
    for (const { message } of fixture.sendings)
      for (const request of (await asked(member, message)).reverse())
        for (const [index, value] of values.entries())
          await unlessListed(member, `body ${member.secrets[index]}`, () =>
            expect(`${request.url}\n${request.body}`).not.toContain(value),
          )
  })

  it("needs somebody to go to", async () => {
    const failure = await failureOf(member, () => asked(member, { ...first.message, contact: {} }))
    expect(failure).toMatchObject({ code: "undeliverable", advice: "stop" })
  })

  it.each(fixture.refusals)("is refused, and what to do is known: $title", async (refusal) => {
    const { code, advice, ambiguous = false, retryAfterSeconds = null, to = null, repeats = null } = refusal
    const { url } = first.requests.at(-1) ?? {}
    const outside = outsideWith((request) => (request.url === url ? refusal.response : fixture.answer(request)))
    const failure = await failureOf(member, () => connection.send(first.message, outside))
    expect(failure).toMatchObject({ code, advice, ambiguous, retryAfterSeconds, to, repeats })
  })

  it.each(values)("tells no secret and no number that the service quotes", async (value) => {
    const quoting = () => fixture.error(`Malformed token ${value} of +27821110001`)
    const failure = await failureOf(member, () => connection.send(first.message, outsideWith(quoting)))
    expect(failure.message).not.toContain("27821110001")
  })

  it.each(first.requests.map(({ method, url }) => ({ method, url })))(
    "fails as it should at $method $url",
    async (step) => {
      const isLast = step.url === first.requests.at(-1)?.url
      for (const [name, response, advice, ambiguous] of BAD)
        await unlessListed(member, `${name} at ${step.method} ${new URL(step.url).pathname}`, async () => {
          const failure = await failureOf(member, () =>
            connection.send(first.message, outsideWith(failing(member, step, response))),
          )
          expect([name, failure.advice]).toEqual([name, advice])
          if (isLast) expect([name, failure.ambiguous]).toEqual([name, ambiguous])
        })
    },
  )

  it("is checked without harm: every step of it fails as it should", async () => {
    const { check } = connection
    if (!check) return
    const well = outsideWith(fixture.answer)
    await check(well)
    for (const step of well.asked) {
      if (step.method === "POST") expect(first.requests.map(({ url }) => url)).toContain(step.url)
      expect(step.url).not.toBe(first.requests.at(-1)?.url)
      for (const [name, response, advice] of BAD)
        await unlessListed(member, `${name} at ${step.method} ${new URL(step.url).pathname}`, async () => {
          const outside = outsideWith(failing(member, step, response))
          const failure = await failureOf(member, () => check(outside))
          expect([name, failure.advice]).toEqual([name, advice])
        })
    }
  })
})

describe.each(members)("what channel $name can carry", (member) => {
  const { capabilities } = member.channel

  it("is a text of its length, and not one letter more", async () => {
    const longest = longestText(capabilities)
    expect(renderMessage({ text: longest }, capabilities)).toEqual([{ text: longest }])
    expect(renderMessage({ text: `${longest}x` }, capabilities).length).toBeGreaterThan(1)
    expect(await said(member, { text: longest })).toContain(longest)
  })

  it("is the kinds of file that it claims, with words beside them of their length", async () => {
    const kinds: Media["kind"][] = ["image", "video", "audio", "document"]
    for (const kind of kinds) {
      const media = { kind, url: "https://shop.test/file" }
      const parts = renderMessage({ text: "Look", media }, capabilities)
      const isShown = capabilities.media?.kinds.includes(kind) === true
      expect(parts.some((part) => part.media !== undefined)).toBe(isShown)
      expect(await said(member, ...parts)).toContain(media.url)
    }
    const { caption, kinds: shown } = capabilities.media ?? { caption: 0, kinds: [] }
    const [kind] = shown.filter((one) => one !== "audio")
    if (!kind) return
    const media = { kind, url: "https://shop.test/file" }
    expect(renderMessage({ text: "x".repeat(caption), media }, capabilities)).toHaveLength(1)
    expect(renderMessage({ text: "x".repeat(caption + 1), media }, capabilities).length).toBeGreaterThan(1)
    expect(await said(member, { text: "x".repeat(caption), media })).toContain("x".repeat(caption))
  })

  it("is as many buttons as it claims, with titles of their length", async () => {
    const { count, title, text } = capabilities.buttons ?? { count: 0, title: 0, text: 0 }
    expect(choiceStyle(choicesOf(1, 1), capabilities) === "buttons").toBe(count > 0)
    if (count === 0) return
    const message = { text: "x".repeat(text), choices: choicesOf(count, title) }
    expect(renderMessage(message, capabilities)).toEqual([message])
    const heard = await said(member, message)
    for (const choice of message.choices) expect(heard).toContain(choice.title)
    expect(renderMessage({ ...message, text: `${message.text}x` }, capabilities).length).toBeGreaterThan(1)
    for (const more of [choicesOf(count + 1, title), choicesOf(count, title + 1)])
      expect(choiceStyle(more, capabilities)).not.toBe("buttons")
  })

  it("is a list as long as it claims", async () => {
    const { list } = capabilities
    if (!list) return expect(choiceStyle(choicesOf(9, 3), capabilities)).toBe("text")
    const { count, title, description, opener, text } = list
    const rows = (length: number, more = 0) =>
      choicesOf(length, title).map((choice) => ({ ...choice, description: "d".repeat(description + more) }))
    const message = { text: "x".repeat(text), choices: rows(count), choicesTitle: "o".repeat(opener) }
    expect(renderMessage(message, capabilities)).toEqual([message])
    const heard = await said(member, message)
    for (const choice of message.choices) expect(heard).toContain(choice.description)
    expect(heard).toContain(message.choicesTitle)
    for (const more of [rows(count + 1), rows(count, 1)]) expect(choiceStyle(more, capabilities)).toBe("text")
  })

  it("is a link behind a button, where it claims one, and else in words", async () => {
    const title = "t".repeat(capabilities.link?.title ?? 20)
    const link = { title, url: "https://pay.test/p/abc" }
    const parts = renderMessage({ text: "Pay", link }, capabilities)
    expect(parts).toHaveLength(1)
    expect(parts[0]?.link !== undefined).toBe(capabilities.link !== null)
    expect(await said(member, ...parts)).toContain(link.url)
    const longer = renderMessage({ text: "Pay", link: { ...link, title: `${title}t` } }, capabilities)
    expect(longer.every((part) => part.link === undefined)).toBe(true)
    expect(await said(member, ...longer)).toContain(link.url)
  })

  it("is a template of its length, where it claims them", async () => {
    const { templates } = capabilities
    if (!templates) return
    const text = "x".repeat(templates.text)
    const [last] = await asked(member, { type: "template", contact, echo: "o1", text })
    expect(last && wordsIn(last)).toContain(text)
  })
})

/** A world in which one step of several is always answered so; null is no answer at all. */
function failing(
  { fixture }: Member,
  { method, url }: Pick<HttpRequest, "method" | "url">,
  response: Partial<HttpResponse> | null,
): (request: HttpRequest) => HttpResponse {
  return (request) => {
    if (request.method !== method || request.url !== url) return fixture.answer(request)
    if (!response) throw new Failure("unanswered", "Nobody answered in time.", "again", true)
    return { status: 200, headers: {}, body: "", ...response }
  }
}

/** What sending asks for, the last first: that is what carries the message. */
async function asked({ connection, fixture }: Member, message: Outbound): Promise<HttpRequest[]> {
  const outside = outsideWith(fixture.answer)
  await connection.send(message, outside)
  return outside.asked.reverse()
}

/** All that a customer reads of these. */
async function said(member: Member, ...messages: Message[]): Promise<string> {
  const words: string[] = []
  for (const message of messages) {
    const [last] = await asked(member, { type: "free", contact, echo: "o1", message })
    if (last) words.push(wordsIn(last))
  }
  return words.join("\n")
}

function longestText({ text, segments: most }: Member["channel"]["capabilities"]): string {
  const letters = "x".repeat(text)
  if (most === null || segments(letters).count <= most) return letters
  // As many as fit: a longer text never takes fewer.
  let length = text
  while (segments("x".repeat(length)).count > most) length -= 1
  return "x".repeat(length)
}

function choicesOf(count: number, length: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    title: String.fromCharCode(97 + index).repeat(length),
  }))
}
