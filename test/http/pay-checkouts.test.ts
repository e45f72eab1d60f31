import { afterEach, describe, expect, it, vi } from "vitest"
import type { Customer, Presentation } from "../../src/core/order/checkout"
import type { Capabilities, Charge } from "../../src/payments/provider"
import { sandbox } from "../../src/payments/sandbox/sandbox"
import { Failure } from "../../src/platform/failure"
import { HOUR, shop } from "./shop"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The pretend provider, whose checkouts are shown in another way; returns what it was charged with. */
function showing(presentation: Presentation, more: Partial<Capabilities> = {}, open = 0): Charge[] {
  const charges: Charge[] = []
  const connect = sandbox.connect
  vi.spyOn(sandbox, "connect").mockImplementation((config, setting) => {
    const real = connect(config, setting)
    return {
      ...real,
      capabilities: { ...real.capabilities, kinds: [presentation.kind], ...more },
      async open(charge, outside) {
        charges.push(charge)
        if (charges.length <= open) throw new Failure("unanswered", "Nobody answered.", "again", true)
        const { id, usableUntil, payableUntil } = await real.open(charge, outside)
        const until = presentation.kind === "push" ? outside.at + presentation.seconds * 1000 : null
        return { id, usableUntil: until ?? usableUntil, payableUntil: until ?? payableUntil, ...presentation }
      },
    }
  })
  return charges
}

const code: Presentation = {
  kind: "code",
  scheme: "pix",
  text: '000201265800pix<&>"6304ABCD',
  url: "https://bank.example.com/ticket?a=1&b=2",
}
const push: Presentation = { kind: "push", to: "+254712345678", seconds: 60 }

const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
})

describe("a checkout that leads to no page", () => {
  it("shows a code to copy and to scan, with the provider's own page behind a link", async () => {
    const charges = showing(code)
    const { path, visit, post } = await shop()
    expect(await (await visit(path)).text()).toContain("code to pay with in your bank")
    const pressed = await post(`${path}/checkout`)
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, `${path}/return`])
    const text = await (await visit(`${path}/return`)).text()
    expect(text).toContain("Pay with Pix")
    expect(text).toContain("000201265800pix&lt;&amp;&gt;&quot;6304ABCD")
    expect(text).toContain('href="https://bank.example.com/ticket?a=1&amp;b=2"')
    expect(text).toMatch(/<svg class="qr"[^>]* role="img" aria-label="The same code as a QR code"/)
    await post(`${path}/checkout`)
    expect(charges).toHaveLength(1)
  })

  it("looks again by itself where no script runs, and ends with that", async () => {
    showing(code)
    const { path, visit, post } = await shop()
    await post(`${path}/checkout`)
    const first = await (await visit(`${path}/return`)).text()
    expect(first).toContain(`<noscript><meta http-equiv="refresh" content="15; url=${path}/return?n=1"/></noscript>`)
    expect(await (await visit(`${path}/return?n=99`)).text()).not.toContain("http-equiv")
  })

  it("ends with the order: what was paid is no longer watched", async () => {
    showing(code)
    const { path, visit, post, stands } = await shop()
    await post(`${path}/checkout`)
    expect(await (await visit(`${path}/return`)).text()).toContain("data-watch")
    await stands("paid")
    const text = await (await visit(`${path}/return`)).text()
    expect(text).toContain("Thank you")
    expect(text).not.toContain("data-watch")
    expect(text).not.toContain("000201265800pix")
  })

  it("shows details line by line", async () => {
    showing({
      kind: "instructions",
      lines: [
        { label: "bank", value: "FNB" },
        { label: "reference", value: "K-<1>" },
      ],
    })
    const { path, visit, post } = await shop()
    await post(`${path}/checkout`)
    const text = await (await visit(`${path}/return`)).text()
    expect(text).toMatch(/<dt>Bank<\/dt><dd><span id="line-0">FNB<\/span>/)
    expect(text).toMatch(/<dt>Reference<\/dt><dd><span id="line-1">K-&lt;1&gt;<\/span>/)
    expect(text).toContain('data-copy="line-1"')
  })

  it("asks on the phone once, tells which by its last digits, and again only when its time is over", async () => {
    const charges = showing(push, { repeat: { gives: "another" } })
    const { path, visit, post } = await shop()
    await post(`${path}/checkout`)
    await post(`${path}/checkout`)
    const text = await (await visit(`${path}/return`)).text()
    expect(text).toContain("•••5678")
    expect(text).not.toContain("254712345678")
    expect(text).toMatch(/sent again in <span data-left="(60|59)">(1:00|0:59)<\/span>/)
    expect(text).not.toContain("<form")
    expect(charges).toHaveLength(1)
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 })
    expect(await (await visit(`${path}/return`)).text()).toMatch(/<form[^>]*action="[^"]*checkout"/)
    await post(`${path}/checkout`)
    expect(charges.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it("says so where nobody knows whether the phone was asked, and asks no second time meanwhile", async () => {
    const charges = showing(push, { repeat: { gives: "another" } }, 1)
    const { path, visit, post } = await shop()
    expect((await post(`${path}/checkout`)).status).toBe(502)
    expect((await post(`${path}/checkout`)).headers.get("location")).toBe(`${path}/return`)
    const text = await (await visit(`${path}/return`)).text()
    expect(text).toContain("We cannot tell whether the request reached your phone")
    expect(text).toContain("data-left")
    expect(charges).toHaveLength(1)
  })

  it("posts on to a page that wants a form, by itself or by a press", async () => {
    const fields = { token: "a&b", sign: '"><script>' }
    showing({ kind: "page", url: "https://gate.example.com/pay?x=1", fields })
    const { path, post } = await shop()
    const posted = await post(`${path}/checkout`)
    const text = await posted.text()
    expect(posted.status).toBe(200)
    expect(text).toMatch(/<form[^>]* method="post" action="https:\/\/gate.example.com\/pay\?x=1" data-go=""/)
    expect(text).toContain('<input type="hidden" name="token" value="a&amp;b"/>')
    expect(text).toContain('<input type="hidden" name="sign" value="&quot;&gt;&lt;script&gt;"/>')
    expect(text).toContain("<button")
  })
})

describe("what a provider has to know of its customer", () => {
  const needs: (keyof Customer)[] = ["email", "taxId"]

  it("is asked for in the form whose button pays, and charged with", async () => {
    const charges = showing(code, { needs })
    const { path, visit, stored } = await shop({ money: { minor: 1000, currency: "BRL" } })
    const text = await (await visit(path)).text()
    for (const name of needs) expect(text).toMatch(new RegExp(`<input[^>]* name="${name}"`))
    const typed = { email: " thandi@example.com ", taxId: "529.982.247-25" }
    const pressed = await visit(`${path}/checkout`, form(typed))
    expect(pressed.headers.get("location")).toBe(`${path}/return`)
    const known = { email: "thandi@example.com", taxId: "52998224725" }
    expect(charges).toMatchObject([{ customer: { ...known, country: null } }])
    expect((await stored()).attempts).toMatchObject([{ customer: known }])
    expect(await (await visit(path)).text()).not.toContain("<input")
  })

  it("is shown again as it was typed where it cannot be taken, and nobody is charged", async () => {
    const charges = showing(code, { needs })
    const { path, visit, stored } = await shop({ money: { minor: 1000, currency: "BRL" } })
    const refused = await visit(`${path}/checkout`, form({ email: 'thandi@"', taxId: "529.982.247-26" }))
    const text = await refused.text()
    expect(refused.status).toBe(422)
    expect(text).toContain('value="thandi@&quot;"')
    expect(text).toContain('value="529.982.247-26"')
    expect(text).toMatch(/<input[^>]* name="email"[^>]* aria-invalid="true" aria-describedby="email-wrong"/)
    expect(text).toContain("Please write a full email address")
    expect(text.match(/autofocus/g)).toHaveLength(1)
    expect([charges, (await stored()).attempts]).toEqual([[], []])
  })

  it("is asked for without a word of blame where a press brought nothing", async () => {
    showing(code, { needs })
    const { path, post } = await shop()
    const text = await (await post(`${path}/checkout`)).text()
    expect(text).toMatch(/<input[^>]* name="email"/)
    expect(text).not.toContain("aria-invalid=")
  })

  it("reads no form that is longer than ours can be", async () => {
    const charges = showing(code, { needs: ["email"] })
    const { path, visit } = await shop()
    const long = form({ email: "thandi@example.com", more: "x".repeat(9000) })
    expect((await visit(`${path}/checkout`, long)).status).toBe(422)
    expect(charges).toEqual([])
  })

  it("never reaches a log or an address", async () => {
    const lines: string[] = []
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)))
    showing(code, { needs })
    const { path, visit, change } = await shop({ money: { minor: 1000, currency: "BRL" } })
    const typed = { email: "thandi@example.com", taxId: "529.982.247-25" }
    const places = [await visit(`${path}/checkout`, form({ ...typed, email: "thandi@" }))]
    places.push(await visit(`${path}/checkout`, form(typed)))
    await change({ expiresAt: Date.now() - HOUR })
    places.push(await visit(`${path}/checkout`, form(typed)))
    const written = [...lines, ...places.map(({ headers }) => headers.get("location") ?? "")].join("\n")
    expect(written).not.toMatch(/thandi|52998|529\.982/)
  })
})
