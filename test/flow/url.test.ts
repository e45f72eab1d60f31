import { describe, expect, it } from "vitest"
import type { Variables } from "../../src/core/json"
import { render } from "../../src/core/template"
import { addressFault, isHttps, renderAddress } from "../../src/flow/values/url"

const filled = (template: string, variables: Variables) => {
  const rendered = renderAddress(template, (part) => render(part, variables))
  return rendered.ok ? rendered.text : null
}

describe("an address to call", () => {
  it.each([
    "https://api.test/orders",
    "https://api.test:8443",
    "https://api.test?x={{ a }}",
    "http://localhost:8080/x",
    "http://127.0.0.1/x",
    "https://api.test/{{ a.b[0] }}/x",
    "https://api.test/{{ a }}/{{ b }}?c={{ d }}",
  ])("may be %s", (template) => {
    expect(addressFault(template)).toBeNull()
  })

  it.each([
    "https://{{ host }}/x",
    "https://api.{{ host }}.test/x",
    "https://api.test{{ rest }}",
    "https://api.test:{{ port }}/",
    "{{ url }}",
    "http://api.test/",
    "http://localhost.evil.test/",
    "ftp://api.test/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user@api.test/",
    "https://api.test\\@evil.test/",
    "https://api.test\t/",
    "https://аpi.test/",
    "https://[::1]/",
    "https://api.test/{% if a %}x{% endif %}",
    "https://api.test/a b",
    "//api.test/",
    "",
  ])("may not be %j", (template) => {
    expect(addressFault(template)).toMatchObject({ message: expect.any(String) })
    expect(filled(template, { host: "evil.test" })).toBeNull()
  })

  it.each([
    ["a/b?c=d&e#f", "a%2Fb%3Fc%3Dd%26e%23f"],
    ["@evil.test", "%40evil.test"],
    ["\r\nX: y", "%0D%0AX%3A%20y"],
    ["é😀", "%C3%A9%F0%9F%98%80"],
    ["\ud800", "%EF%BF%BD"],
  ])("keeps the value %j within its place", (value, encoded) => {
    expect(filled("https://api.test/v/{{ v }}/x", { v: value })).toBe(`https://api.test/v/${encoded}/x`)
  })

  it("is not encoded twice", () => {
    expect(filled("https://api.test/{{ v | url_encode }}", { v: "a b" })).toBe("https://api.test/a+b")
  })

  it.each(["..", ".", "%2e%2E"])("never leads out of its path by %s", (value) => {
    expect(filled("https://api.test/v/{{ v | url_encode }}/secret", { v: "x" })).toBe("https://api.test/v/x/secret")
    expect(filled(`https://api.test/v/${value}/secret`, {})).toBeNull()
    if (!value.includes("%")) expect(filled("https://api.test/v/{{ v }}/secret", { v: value })).toBeNull()
  })
})

describe("an address for customers", () => {
  it.each([
    ["https://shop.test/a?b=c#d", true],
    ["http://shop.test/", false],
    ["https://user:pass@shop.test/", false],
    ["https://shop.test\\@evil.test/", false],
    ["https://shop.test/a b", false],
    ["javascript:alert(1)", false],
    ["https://", false],
    [`https://shop.test/${"x".repeat(2000)}`, false],
  ])("%s: %s", (url, good) => {
    expect(isHttps(url)).toBe(good)
  })
})
