import { env, exports } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { rights } from "../../src/core/right"
import { api, routes } from "../../src/http/api"
import { call, callWith } from "./api-client"

const at = (path: string) => `https://pay.test/api${path}`

/** Every route that stands on the Hono app, middleware left out. */
const mounted = api.routes
  .filter(({ method }) => method !== "ALL")
  .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`)

const protectedRoutes = mounted
  .filter((route) => !/openapi\.json|docs|session/.test(route))
  .map((route) => route.split(" "))

describe("the API's door", () => {
  it.each(protectedRoutes)("asks for the token at %s %s", async (method = "", path = "") => {
    const response = await exports.default.fetch(at(path), { method })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      type: "urn:paythread:problem:unauthorised",
      status: 401,
      code: "unauthorised",
    })
    expect(response.headers.get("content-type")).toBe("application/problem+json")
  })

  it.each([
    ["a wrong token", "Bearer test-tokeN"],
    ["the token without its word", "test-token"],
    ["a beginning of the token", "Bearer test-toke"],
    ["another scheme", "Basic test-token"],
    ["no token", "Bearer "],
  ])("refuses %s", async (_, authorization) => {
    const response = await exports.default.fetch(at("/flows"), { headers: { authorization } })
    expect(response.status).toBe(401)
  })

  it.each(["", undefined])("stays shut when no token is configured (%s), whatever is sent", async (token) => {
    const unset = { ...env, API_TOKEN: token } as unknown as Env
    for (const authorization of ["Bearer ", "Bearer undefined", "Bearer test-token", ""]) {
      const response = await api.request("/flows", { headers: { authorization } }, unset)
      expect(response.status).toBe(503)
    }
  })

  it("says nothing of what there is not, without the token", async () => {
    expect((await exports.default.fetch(at("/nothing"))).status).toBe(401)
    expect((await call("GET", "/nothing")).status).toBe(404)
  })

  it("lets nobody keep an answer", async () => {
    const response = await exports.default.fetch(at("/flows"), { headers: { authorization: "Bearer test-token" } })
    expect(response.headers.get("cache-control")).toBe("no-store")
  })
})

describe("the routes", () => {
  it("each have a name of their own and need a right, and every right is needed by one", () => {
    const names = routes.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+\.[a-z][A-Za-z]+$/)
    expect([...new Set(routes.map(({ needs }) => needs))].sort()).toEqual([...rights].sort())
    for (const { method, needs } of routes) if (method === "get") expect(needs).toMatch(/\.read$/)
  })

  it("are reached with their right alone", async () => {
    const tokens = new Map<string, string>()
    const without = async (right: string) => {
      const others = rights.filter((other) => other !== right)
      const made = tokens.get(right) ?? (await call("POST", "/tokens", { title: right, rights: others })).json.token
      tokens.set(right, made)
      return made
    }
    for (const { method, path, needs } of routes) {
      const headers = { authorization: `Bearer ${await without(needs)}` }
      const response = await exports.default.fetch(at(path.replace(/:\w+/g, "1")), { method, headers })
      expect([path, response.status, await response.text()]).toEqual([path, 403, expect.stringContaining(needs)])
    }
  })
})

describe("a body", () => {
  it.each([
    ["is cut short", '{"document": {"name": "Sho', 400],
    ["has a comma too much", '{"document": 1,}', 400],
    ["is empty", "", 400],
    ["is not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), 400],
    ["is a list", "[]", 422],
    ["is null", "null", 422],
    ["is a text", '"flow"', 422],
  ])("that %s is refused", async (_, body, status) => {
    const headers = { authorization: "Bearer test-token" }
    const response = await exports.default.fetch(at("/flows"), { method: "POST", headers, body })
    expect(response.status).toBe(status)
    const { code, detail } = await response.json<{ code: string; detail: string }>()
    expect(code).toBe(status === 400 ? "unreadable" : "invalid")
    expect(detail).toMatch(/\.$/)
  })

  it("is told where it ceases to be JSON, without quoting it", async () => {
    const { json } = await call("POST", "/flows", '{\n  "secret": "hunter2-hunter2"\n  "more": 1 }')
    expect(json.detail).toBe("The body is not JSON: look at line 3, column 3.")
    const quoted = await call("POST", "/flows", '{"secret": hunter2}')
    expect(quoted.status).toBe(400)
    expect(quoted.text).not.toContain("hunter2")
  })

  it("of a megabyte is read, one of more is not", async () => {
    const flow = (characters: number) => JSON.stringify({ document: { name: "x" }, more: "x".repeat(characters) })
    const wrapping = flow(0).length
    expect((await call("POST", "/flows", flow(1024 * 1024 - wrapping))).status).toBe(422)
    expect((await call("POST", "/flows", flow(1024 * 1024 - wrapping + 1))).status).toBe(413)
  })

  it("cannot name fields that are not there for it", async () => {
    const { status, json } = await call("POST", "/flows", { document: { name: "x" }, published: 3, revision: 9 })
    expect(status).toBe(422)
    expect(json.faults).toEqual([
      { path: "published", key: "stray", values: {}, message: "There is no such field." },
      { path: "revision", key: "stray", values: {}, message: "There is no such field." },
    ])
  })
})

describe("a query", () => {
  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=ten", "limit"],
    ["cursor=nonsense", "cursor"],
    ["stats=paid", "stats"],
    ["status=PAID", "status"],
  ])("of %s is refused by the name of its parameter", async (query, parameter) => {
    const { status, json } = await call("GET", `/orders?${query}`)
    expect(status).toBe(422)
    expect(json.faults.map(({ path }: { path: string }) => path)).toEqual([parameter])
  })
})

describe("the OpenAPI document", () => {
  const read = async () => (await exports.default.fetch(at("/openapi.json"))).json<OpenApi>()

  it("has every route and no other", async () => {
    const { paths } = await read()
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual([...mounted].sort())
    expect(mounted.length).toBeGreaterThan(25)
  })

  it("refers only to schemas it has, and says something of every answer", async () => {
    const document = await read()
    const text = JSON.stringify(document)
    const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(20)
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...new Set(named)]))
    expect(document.openapi).toMatch(/^3\.1\./)
    for (const item of Object.values(document.paths))
      for (const operation of Object.values(item)) {
        expect(operation.summary).not.toBe("")
        for (const response of Object.values(operation.responses)) expect(response.description).not.toBe("")
      }
  })

  it("has each operation's id once and declares every parameter of its path", async () => {
    const { paths } = await read()
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, operation })),
    )
    const ids = operations.flatMap(({ operation }) => operation.operationId ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === "path")
      expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    }
  })

  it.each([
    ["/channel-accounts", "whatsapp", ["accessToken", "appSecret", "verifyToken"]],
    ["/channel-accounts", "twilio", ["accountSid", "authToken"]],
    ["/payment-accounts", "stripe", ["secretKey", "webhookSecret"]],
  ])("knows the fields of an account under %s at %s", async (path, service, fields) => {
    const { paths } = await read()
    const options = paths[path]?.post?.requestBody?.content["application/json"].schema.oneOf ?? []
    const option = options.find(({ properties: { channel, provider } }) => (channel ?? provider)?.const === service)
    expect(option?.properties.config?.required).toEqual(expect.arrayContaining(fields))
    const change = JSON.stringify(paths[`${path}/{id}`]?.put?.requestBody?.content["application/json"].schema)
    for (const field of fields) expect(change).toContain(`"${field}"`)
  })
})

describe("the page that describes the API", () => {
  it.each(["/docs", "/openapi.json"])("and %s are closed to strangers where the operator says so", async (path) => {
    const closed = { ...env, API_DOCS: "closed" }
    expect((await api.request(path, {}, closed)).status).toBe(401)
    expect((await api.request(path, {}, env)).status).toBe(200)
    const headers = { authorization: "Bearer test-token" }
    expect((await api.request(path, { headers }, closed)).status).toBe(200)
  })

  it("lists every route, needs no token and nothing from anywhere", async () => {
    const response = await exports.default.fetch(at("/docs"))
    expect(response.status).toBe(200)
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'")
    const html = await response.text()
    const text = html.replace(/<[^>]+>/g, "")
    for (const route of mounted) expect(text).toContain(route.replace(" ", " /api"))
    expect(html).not.toMatch(/<script|src=|https?:\/\//)
    expect(html).toContain("color-scheme:light dark")
  })

  it("leads only to places on itself", async () => {
    const html = await (await exports.default.fetch(at("/docs"))).text()
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
  })
})

describe("production", () => {
  it.each([
    ["/channel-accounts", { channel: "sandbox", title: "Phone", config: { secret: "s3cret" } }, "channel"],
    [
      "/payment-accounts",
      { provider: "sandbox", title: "Till", config: { secret: "s3cret-s3cret-s3cret" } },
      "provider",
    ],
  ])("has no pretend account under %s", async (path, body, field) => {
    const refused = await callWith({ ENVIRONMENT: "production" }, "POST", path, body)
    expect(refused.status).toBe(422)
    expect(refused.json.faults[0].path).toBe(field)
    expect(refused.json.detail).toContain("refused in production")
    expect((await call("POST", path, body)).status).toBe(201)
  })
})

/** As much of an OpenAPI document as is looked at. */
interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

interface Operation {
  operationId?: string
  summary: string
  parameters?: { name: string; in: string }[]
  requestBody?: { content: { "application/json": { schema: { oneOf?: { properties: Record<string, Property> }[] } } } }
  responses: Record<string, { description: string }>
}

interface Property {
  const?: string
  required?: string[]
}
