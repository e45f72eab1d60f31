import { describe, expect, it } from "vitest"
import { hostFault, isLoopback, unreachable } from "../../src/platform/hosts"

describe("hostFault", () => {
  it.each([
    "https://api.stripe.com/v1/checkout/sessions",
    "https://api.stripe.com",
    "https://api.stripe.com:443/v1",
    "HTTPS://API.Stripe.com/",
    "https://api.example.co.za?q=a@b",
    "https://api.example.com/a@b/c:d",
    "https://bücher.example/",
    "https://1.example.com/",
    "https://local.example.com/",
    "https://localhost.example.com/",
    "https://internal.example.com/",
    "https://10.0.0.1.example.com/",
  ])("lets %j pass", (url) => {
    expect(hostFault(url)).toBeNull()
  })

  it.each([
    ["IPv4 addresses", "an IP address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "8.8.8.8", "0.0.0.0"]],
    ["IPv4 in other spellings", "an IP address", ["127.1", "0x7f000001", "0x7f.1", "2130706433", "0177.0.0.1", "0"]],
    ["IPv4 with a dot at the end", "an IP address", ["127.0.0.1.", "2130706433."]],
    ["full-width and circled digits", "an IP address", ["１２７.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1"]],
    ["encoded digits", "an IP address", ["%31%32%37.0.0.1"]],
    ["IPv6", "an IP address", ["[::]", "[::1]", "[fd00::1]", "[fe80::1]", "[2001:4860:4860::8888]"]],
    [
      "IPv4 within IPv6",
      "an IP address",
      ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]"],
    ],
    ["the clouds' metadata addresses", "an IP address", ["169.254.169.254", "100.100.100.200", "[fd00:ec2::254]"]],
    [
      "the clouds' metadata names",
      "not a public one",
      ["metadata.google.internal", "metadata.goog", "x.metadata.goog"],
    ],
    ["names of this machine", "not a public one", ["a.localhost", "db.local", "a.localdomain", "A.LOCAL"]],
    ["names of an office", "not a public one", ["svc.internal", "a.corp", "a.lan", "a.home", "router.home.arpa"]],
    ["single words", "a dot in it", ["localhost", "LOCALHOST", "db", "metadata", "ⓛocalhost", "local\u00adhost"]],
    ["names with a dot at the end", "end in a dot", ["localhost.", "metadata.google.internal.", "example.com."]],
    [
      "other ports",
      "name a port",
      ["a.example:22", "a.example:25", "a.example:80", "a.example:6379", "a.example:8443"],
    ],
    [
      "credentials",
      "user name",
      ["ok.example@127.0.0.1", "a:b@ok.example", "@ok.example", ":@ok.example", "a%40b@ok.example"],
    ],
    ["backslashes", "backslash", ["ok.example\\@127.0.0.1", "127.0.0.1\\.ok.example", "\\127.0.0.1"]],
    [
      "tabs, line ends and blanks",
      "a blank",
      ["127.0\t.0.1", "ok.example\r\nHost: x", " ok.example", "ok.exa\u0000mple", "ok.example "],
    ],
    ["no host at all", "", ["", "/", "/127.0.0.1", "?", "#@ok.example"]],
    ["what is no URL", "", ["[::1", "a..b^c", "ok.example:99999", "300.1.1.1", "%00.example"]],
  ])("refuses %s", (_, reason, hosts) => {
    for (const host of hosts) {
      expect(hostFault(`https://${host}/path`), host).not.toBeNull()
      expect(hostFault(`https://${host}/path`)?.message, host).toContain(reason)
    }
  })

  it.each([
    "http://ok.example/",
    "http://127.0.0.1#@ok.example",
    "file:///etc/passwd",
    "gopher://ok.example/",
    "data:text/plain,hi",
    "ws://ok.example/",
    "wss://ok.example/",
    "ftp://ok.example/",
    "javascript:alert(1)",
    "blob:https://ok.example/x",
    "//ok.example/",
    "/path",
    "ok.example",
    "https:ok.example",
    "https:/ok.example",
    "https:127.0.0.1",
    "",
  ])("refuses %j, which does not start with https://", (url) => {
    expect(hostFault(url)?.message).toContain("must start with https://")
  })

  it("refuses an endless address", () => {
    expect(hostFault(`https://ok.example/${"a".repeat(8000)}`)?.message).toContain("longer")
  })

  it("refuses the deployment's own hosts, however they are written", () => {
    const own = ["Pay.example.com"]
    expect(hostFault("https://PAY.example.com/api/orders", own)?.message).toContain("this deployment itself")
    expect(hostFault("https://p%61y.example.com/", own)?.message).toContain("this deployment itself")
    expect(hostFault("https://other.example.com/", own)).toBeNull()
  })
})

describe("isLoopback", () => {
  it.each([
    "http://localhost:8787/x",
    "http://127.0.0.1:4010",
    "https://127.1/",
    "http://[::1]:80/",
    "http://stripe.localhost:1",
  ])("knows %j", (url) => {
    expect(isLoopback(url)).toBe(true)
  })

  it.each([
    "http://10.0.0.1/",
    "http://localhost.example.com/",
    "http://ok.example/",
    "http://a@localhost/",
    "http://ok.example\\@localhost/",
    "http://0.0.0.0/",
    "http://169.254.169.254/",
    "ws://localhost/",
    "file://localhost/etc/passwd",
    "http://local\thost/",
    "localhost",
    "",
  ])("is not fooled by %j", (url) => {
    expect(isLoopback(url)).toBe(false)
  })
})

describe("what a flow may reach", () => {
  const reach = { local: false, ownHosts: ["pay.shop.co"] }

  it.each(["https://api.shop.co/", "https://api.example.com/", "https://test.shop.co/", "https://a.latest/"])(
    "%s",
    (url) => {
      expect(unreachable(url, reach)).toBeNull()
    },
  )

  it.each(["https://a.test/", "https://a.example/", "https://a.b.invalid/", "https://A.TEST/"])(
    "not %s, which no public server has",
    (url) => {
      expect(unreachable(url, reach)?.message).toBe("The host is not a public one.")
      expect(unreachable(url, { ...reach, local: true })).toBeNull()
    },
  )

  it("not this deployment itself, nor this machine except in local development", () => {
    expect(unreachable("https://pay.shop.co/api", reach)?.message).toContain("this deployment itself")
    expect(unreachable("http://localhost:8787/", reach)?.message).toContain("must start with https://")
    expect(unreachable("http://localhost:8787/", { ...reach, local: true })).toBeNull()
    expect(unreachable("https://169.254.169.254/", { ...reach, local: true })?.message).toContain("IP address")
  })
})
