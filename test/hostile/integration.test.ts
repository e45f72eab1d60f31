import { describe, expect, it, vi } from "vitest"
import { watch } from "./attack"
import { called } from "./calling"

watch()

describe("an API integration", () => {
  it.each([
    ["59", "http://127.1/"],
    ["59", "https://127.1/"],
    ["59", "https://127.0.0.1/"],
    ["59", "https://0x7f000001/"],
    ["59", "https://0x7f.1/"],
    ["59", "https://2130706433/"],
    ["59", "https://0177.0.0.1/"],
    ["59", "https://0/"],
    ["59", "https://0.0.0.0/"],
    ["59", "https://10.0.0.1/"],
    ["59", "https://192.168.0.1/"],
    ["59", "https://[::]/"],
    ["59", "https://[::1]/"],
    ["59", "https://[::ffff:127.0.0.1]/"],
    ["59", "https://[fd00::1]/"],
    ["59", "https://localhost/"],
    ["59", "https://x.localhost/"],
    ["60", "https://169.254.169.254/latest/meta-data/"],
    ["60", "http://169.254.169.254/latest/meta-data/"],
    ["60", "https://metadata.google.internal/computeMetadata/v1/"],
    ["60", "https://metadata.goog/"],
    ["60", "https://100.100.100.200/latest/meta-data/"],
    ["60", "https://[fd00:ec2::254]/"],
    ["60", "https://kubernetes.default.svc.cluster.local/"],
    ["61", "http://ok.example@127.0.0.1/"],
    ["61", "https://ok.example.com@127.0.0.1/"],
    ["61", "http://127.0.0.1#@ok.example.com"],
    ["61", "https://127.0.0.1#@ok.example.com"],
    ["61", "https://ok.example.com\\@127.0.0.1/"],
    ["61", "https:\\\\127.0.0.1/"],
    ["61", "https://127.0.0.1\t/"],
    ["61", "https://ok.example.com\n.127.0.0.1/"],
    ["61", "https://１２７.０.０.１/"],
    ["61", "https://①②⑦.0.0.1/"],
    ["61", "https://ⓛocalhost/"],
    ["61", "https://127。0。0。1/"],
    ["61", "https://127.0.0.1./"],
    ["61", "https://%31%32%37.0.0.1/"],
    ["64", "file:///etc/passwd"],
    ["64", "gopher://127.0.0.1:6379/_FLUSHALL"],
    ["64", "data:text/plain,x"],
    ["64", "ws://ok.example.com/"],
    ["64", "ftp://ok.example.com/"],
    ["64", "javascript:alert(1)"],
    ["64", "https://ok.example.com:22/"],
    ["64", "https://ok.example.com:25/"],
    ["64", "https://ok.example.com:6379/"],
    ["64", "http://ok.example.com/"],
    ["65", "https://pay.test/api/orders"],
    ["65", "https://PAY.test/webhooks/whatsapp/wa-1"],
    ["65", "https://pay.test./api/orders"],
    ["65", "https://pay.test:443/sandbox/sessions"],
    ["65", "https://pay%2etest/api"],
  ])("%s never asks %s, and the flow goes on by its failure", async (_, url) => {
    const { outside, said } = await called(url)
    expect(outside.map((asked) => asked.url)).toEqual([])
    expect(said).toMatch(/^failed: /)
  })

  it.each([301, 302, 303, 307, 308])(
    "62 follows a %i to no place that it may not ask, and not without end",
    async (status) => {
      const places = ["https://169.254.169.254/", "https://pay.test/api/orders", "https://ok.example.com/next"]
      for (const location of places) {
        const redirect = () => new Response(null, { status, headers: { location } })
        const { outside, said } = await called("https://ok.example.com/", "x", {}, redirect)
        const hops = location.startsWith("https://ok.") ? 3 : 0
        expect(outside.map((asked) => asked.url)).toEqual(["https://ok.example.com/", ...Array(hops).fill(location)])
        expect(said).toMatch(/^failed: /)
        const requests = vi.mocked(globalThis.fetch).mock.calls.map(([input, init]) => new Request(input, init))
        expect(requests.every(({ redirect }) => redirect === "manual")).toBe(true)
      }
    },
  )

  it.each([301, 303, 307, 308])("62 takes a %i that names no place for the answer, and asks once", async (status) => {
    const { outside, said } = await called("https://ok.example.com/", "x", {}, () => new Response(null, { status }))
    expect(outside).toHaveLength(1)
    expect(said).toMatch(/^failed: /)
  })

  it("63 relies on the runtime to refuse names that resolve to private addresses: the flag for it is on", () => {
    expect(Reflect.get(Cloudflare.compatibilityFlags, "global_fetch_strictly_public")).toBe(true)
  })

  it.each(["a\r\nX-Admin: 1", "a\nHost: evil.example", "a\0b", "ü\u2028x"])(
    "66 sends nothing with a header of %j from a customer",
    async (reply) => {
      const headers = [{ name: "x-name", value: "{{ Ask.value }}" }]
      const { outside, said } = await called("https://ok.example.com/", reply, { headers }, () => Response.json({}))
      for (const asked of outside) {
        expect([...asked.headers].map(([name]) => name)).not.toContain("x-admin")
        expect(asked.headers.get("x-name")).toMatch(/^[\x20-\x7e]*$/)
      }
      expect(said).toMatch(/^failed: |^worked 200/)
      if (/[\r\n\u2028]/.test(reply)) expect(outside).toEqual([])
    },
  )

  it.each([
    "Host",
    "content-length",
    "Transfer-Encoding",
    "Connection",
    "cf-connecting-ip",
    "X-Forwarded-For",
    "x y",
    "x:y",
    "{{ Ask.value }}",
  ])("66 sends nothing that sets the header %j", async (name) => {
    const headers = [{ name, value: "evil.example" }]
    const { outside, said } = await called("https://ok.example.com/", "x", { headers }, () => Response.json({}))
    expect(outside).toEqual([])
    expect(said).toMatch(/^failed: /)
  })

  it.each(["../../admin", "..", "%2e%2e", "x?admin=1", "x#y", "x&a=b", "@evil.example", "//evil.example", "\\\\evil"])(
    "66 68 keeps %j from a customer within its own place in path and query",
    async (reply) => {
      const url = "https://ok.example.com/orders/{{ Ask.value }}?name={{ Ask.value }}"
      const { outside } = await called(url, reply, {}, () => Response.json({}))
      // Two dots have no spelling that stays in its place.
      expect(outside).toHaveLength(reply === ".." ? 0 : 1)
      for (const asked of outside) {
        const { origin, pathname, searchParams } = new URL(asked.url)
        expect(origin).toBe("https://ok.example.com")
        expect(pathname).toMatch(/^\/orders\/[^/]+$/)
        expect([...searchParams]).toEqual([["name", reply]])
      }
    },
  )

  it.each([
    "https://{{ Ask.value }}/",
    "{{ Ask.value }}",
    "https://{{ Ask.value }}.example.com/",
    "https://ok.example.com{{ Ask.value }}/",
    "https://ok.example.com:{{ Ask.value }}/",
    "https://ok.example.com{{ Ask.value | url_encode }}",
    "{{ 'https://evil.example/' }}",
    "https://{% if true %}evil{% endif %}.example/",
  ])("68 asks nobody when a variable stands in the host: %s", async (url) => {
    for (const reply of ["evil.example", ".evil.example", "@evil.example", "443"]) {
      const { outside, said } = await called(url, reply)
      expect(outside).toEqual([])
      expect(said).toMatch(/^failed: /)
    }
  })
})
