import { describe, expect, it } from "vitest"
import type { HttpRequest } from "../../../src/core/exchange"
import type { Json, Variables } from "../../../src/core/json"
import { enter, exitOf, faultsOf, notesOf, respond, resultsOf, single } from "../single"

const url = "https://api.test/x"

function asked(config: Record<string, Json>, variables: Variables = {}): HttpRequest | undefined {
  const [effect] = enter(single("request", { url, ...config }), variables).effects
  return effect?.type === "request" ? effect.request : undefined
}

function answered(config: Record<string, Json>, status: number, body: string) {
  const flow = single("request", { url, ...config })
  return respond(flow, enter(flow).run, status, body)
}

describe("an API integration", () => {
  it("asks with what was filled in", () => {
    const config = {
      method: "POST",
      query: [{ name: "q r", value: "{{ v }}" }],
      headers: [{ name: "X-Token", value: " {{ v }} " }],
      body: { as: "form", fields: [{ name: "a", value: "{{ v }}" }] },
      timeoutSeconds: 5,
    }
    expect(asked(config, { v: "1&2=3" })).toEqual({
      method: "POST",
      url: `${url}?q%20r=1%262%3D3`,
      headers: { "x-token": "1&2=3", "content-type": "application/x-www-form-urlencoded" },
      body: "a=1%262%3D3",
      timeoutSeconds: 5,
    })
  })

  it("keeps the content type that the flow gives", () => {
    const headers = [{ name: "Content-Type", value: "application/vnd.shop+json" }]
    const request = asked({ method: "POST", headers, body: { as: "json", json: {} } })
    expect(request?.headers).toEqual({ "content-type": "application/vnd.shop+json" })
  })

  it("puts the query before the fragment and after a query that is there", () => {
    const query = [{ name: "b", value: "2" }]
    expect(asked({ url: `${url}?a=1#f`, query })?.url).toBe(`${url}?a=1&b=2#f`)
  })

  it.each([
    ['"', { a: '"' }],
    ['","b":"x', { a: '","b":"x' }],
    ["\\", { a: "\\" }],
    ["\n", { a: "\n" }],
    ["{{ secret }}", { a: "{{ secret }}" }],
  ])("keeps the value %j within its text in a JSON body", (value, body) => {
    const request = asked({ method: "POST", body: { as: "json", json: { a: "{{ v }}" } } }, { v: value, secret: "s" })
    expect(JSON.parse(request?.body ?? "")).toEqual(body)
  })

  it("puts a value in as it is only where the JSON filter says so", () => {
    const json = { n: "{{ v | json }}", t: "{{ v }}", gone: "{{ missing | json }}", said: "n: {{ v | json }}" }
    const request = asked({ method: "POST", body: { as: "json", json } }, { v: 3 })
    expect(JSON.parse(request?.body ?? "")).toEqual({ n: 3, t: "3", gone: null, said: "n: 3" })
  })

  it.each([
    ["a header's line break", { headers: [{ name: "X", value: "{{ v }}" }] }, { v: "a\r\nHost: evil.test" }],
    ["a header's line break alone", { headers: [{ name: "X", value: "a{{ v }}b" }] }, { v: "\n" }],
    ["a header's strange letter", { headers: [{ name: "X", value: "{{ v }}" }] }, { v: "é😀" }],
    ["a header of the connection", { headers: [{ name: "Host", value: "evil.test" }] }, {}],
    ["a broken template", { query: [{ name: "a", value: "{{ v | nothing }}" }] }, {}],
    ["a broken address", { url: "https://{{ v }}/" }, { v: "evil.test" }],
    ["a broken body", { method: "POST", body: { as: "text", text: "{% if %}" } }, {}],
  ])("takes the failed exit for %s and asks nobody", (_, config, variables) => {
    const turn = enter(single("request", { url, ...config }), variables)
    expect(exitOf(turn)).toBe("failed")
    expect(turn.effects.map(({ type }) => type)).toEqual(["note"])
    expect(resultsOf(turn)).toEqual({ status: 0, body: null, reason: expect.any(String) })
  })

  it("never repeats a header's value in its reason: it may be secret", () => {
    const turn = enter(single("request", { url, headers: [{ name: "X", value: "{{ v }}" }] }), { v: "s3cret\n!" })
    expect(JSON.stringify([turn.effects, resultsOf(turn)])).not.toContain("s3cret")
  })

  it("keeps what it found under plain names", () => {
    const values = [
      { name: "number", path: "$.n" },
      { name: "gone", path: "$.m" },
    ]
    expect(resultsOf(answered({ values }, 200, '{"n":12345678901234567890}'))).toEqual({
      status: 200,
      body: { n: "12345678901234567890" },
      number: "12345678901234567890",
      gone: null,
      reason: "",
    })
  })

  it("keeps an answer that is no JSON as text", () => {
    const turn = answered({ values: [{ name: "n", path: "$.n" }] }, 200, "<html>")
    expect(resultsOf(turn)).toEqual({ status: 200, body: "<html>", n: null, reason: "" })
    expect(exitOf(turn)).toBe("ok")
  })

  it("finds values in an answer too long to keep", () => {
    const turn = answered(
      { values: [{ name: "n", path: "$.n" }] },
      200,
      JSON.stringify({ n: 7, x: "x".repeat(40_000) }),
    )
    expect(resultsOf(turn)).toMatchObject({ n: 7, body: null })
    expect(notesOf(turn)).toHaveLength(1)
    expect(turn.run.status).toBe("ended")
  })

  it("survives an answer nested ten thousand deep", () => {
    const turn = answered({}, 200, `${"[".repeat(10_000)}${"]".repeat(10_000)}`)
    expect(exitOf(turn)).toBe("ok")
    expect(JSON.parse(JSON.stringify(turn.run))).toEqual(turn.run)
  })

  it.each([
    [{ success: { statuses: "200-299,304" } }, 304, "", "ok"],
    [{ success: { statuses: "200" } }, 201, "", "failed"],
    [{}, 500, "{}", "failed"],
    [{}, 302, "", "failed"],
    [{ success: { path: "$.ok" } }, 200, '{"ok":false}', "ok"],
    [{ success: { path: "$.ok" } }, 200, '{"ok":null}', "failed"],
    [{ success: { path: "$.ok" } }, 200, "no JSON", "failed"],
    [{ success: { path: "$.ok", equals: "1" } }, 200, '{"ok":1}', "ok"],
    [{ success: { path: "$.ok", equals: "yes" } }, 200, '{"ok":"no"}', "failed"],
    [{ success: { path: "$.ok", equals: "yes" } }, 404, '{"ok":"yes"}', "failed"],
  ])("with %j takes %i %j for %s", (config, status, body, exit) => {
    expect(exitOf(answered(config, status, body))).toBe(exit)
  })

  it.each([
    [{ headers: [{ name: "Host", value: "x" }] }],
    [{ headers: [{ name: "CONTENT-LENGTH", value: "1" }] }],
    [{ headers: [{ name: "Transfer-Encoding", value: "chunked" }] }],
    [{ headers: [{ name: "Proxy-Authorization", value: "x" }] }],
    [{ headers: [{ name: "a\r\nb", value: "x" }] }],
    [{ url: "https://{{ v }}.test/" }],
    [{ url: "http://api.test/" }],
    [{ body: { as: "text", text: "x" } }],
    [{ values: [{ name: "status", path: "$.a" }] }],
    [
      {
        values: [
          { name: "a", path: "$.a" },
          { name: "a", path: "$.b" },
        ],
      },
    ],
    [{ values: [{ name: "a", path: "a" }] }],
    [{ success: { statuses: "2xx" } }],
    [{ success: { statuses: "299-200" } }],
    [{ success: { path: "a.b" } }],
    [{ success: { equals: "1" } }],
  ])("is faulty with %j", (config) => {
    expect(faultsOf("request", { url, ...config })).toHaveLength(1)
  })
})
