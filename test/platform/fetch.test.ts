import { afterEach, describe, expect, it, vi } from "vitest"
import type { HttpRequest } from "../../src/core/exchange"
import type { Failure } from "../../src/platform/failure"
import { ok, perform } from "../../src/platform/fetch"

const get: HttpRequest = { method: "GET", url: "https://api.example.com/v1", headers: {} }
const policy = { local: false }

/** Has the outside answer so; gives the requests it got. Who gives up is let go of at once, as by the runtime's own. */
function outside(answer: (request: Request) => Response | Promise<Response>): Request[] {
  const requests: Request[] = []
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    return Promise.race([answer(request), givenUp(request)])
  })
  return requests
}

function givenUp({ signal }: Request): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
}

const failure = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("should have failed"),
    (error) => error,
  )

afterEach(() => {
  vi.restoreAllMocks()
})

describe("perform", () => {
  it("sends what it is given and gives back what came", async () => {
    const requests = outside(() => new Response("{}", { status: 201, headers: { "Request-Id": "req_1" } }))
    const response = await perform(
      { method: "POST", url: "https://api.example.com/v1?a=b", headers: { Authorization: "Bearer x" }, body: "a=b" },
      policy,
    )
    expect(response).toMatchObject({ status: 201, headers: { "request-id": "req_1" }, body: "{}" })
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer x")
    expect(requests[0]?.headers.get("user-agent")).toBe("Paythread")
    expect(await requests[0]?.text()).toBe("a=b")
  })

  it("returns redirects instead of following them", async () => {
    const requests = outside(() => new Response(null, { status: 302, headers: { location: "https://127.0.0.1/" } }))
    expect((await perform(get, policy)).status).toBe(302)
    expect(requests.map((request) => request.redirect)).toEqual(["manual"])
  })

  it("reads characters that are cut by the network as whole ones", async () => {
    const bytes = new TextEncoder().encode("Olá, R$ 10 🎉")
    const trickle = new ReadableStream({
      start(stream) {
        for (const byte of bytes) stream.enqueue(Uint8Array.of(byte))
        stream.close()
      },
    })
    outside(() => new Response(trickle))
    expect((await perform(get, policy)).body).toBe("Olá, R$ 10 🎉")
  })

  it("never asks a refused host, and says that nothing was sent", async () => {
    const requests = outside(() => new Response())
    for (const url of ["http://api.example.com/", "https://127.0.0.1/", "http://localhost:1/"])
      expect(await failure(perform({ ...get, url }, policy))).toMatchObject({ code: "host_refused", ambiguous: false })
    expect(await failure(perform(get, { local: false, ownHosts: ["api.example.com"] }))).toMatchObject({
      code: "host_refused",
    })
    expect(requests).toEqual([])
  })

  it("asks this machine, and no other private one, in local development", async () => {
    const requests = outside(() => new Response())
    await perform({ ...get, url: "http://127.0.0.1:4010/v1" }, { local: true })
    expect(await failure(perform({ ...get, url: "http://10.0.0.1/" }, { local: true }))).toMatchObject({
      code: "host_refused",
    })
    expect(requests.map((request) => request.url)).toEqual(["http://127.0.0.1:4010/v1"])
  })

  it.each([
    // A secret that no header can carry was saved so: that is to be mended.
    ["a line break in a header", { headers: { "x-name": "secret\r\nX-Admin: 1" } }, "hold"],
    ["a header name with a blank", { headers: { "x name": "secret" } }, "hold"],
    ["another host", { headers: { Host: "admin.example.com" } }, "stop"],
    ["its own length", { headers: { "Content-Length": "1" } }, "stop"],
    ["a body that cannot be", { body: "secret" }, "hold"],
  ])("sends nothing with %s", async (_, part, advice) => {
    const requests = outside(() => new Response())
    const error = await failure(perform({ ...get, ...part }, policy))
    expect(error).toMatchObject({ code: "unsendable", advice, ambiguous: false })
    expect(error.message).not.toContain("secret")
    expect(requests).toEqual([])
  })

  it("takes a lost connection for a request that may have been carried out", async () => {
    outside(() => Promise.reject(new Error("Network connection lost. https://api.example.com/v1?key=secret")))
    const error = await failure(perform(get, policy))
    expect(error).toMatchObject({ code: "unanswered", advice: "again", ambiguous: true })
    expect(error.message).toBe("api.example.com could not be reached, or broke off.")
  })

  it("gives up on headers that do not come", async () => {
    outside(() => new Promise(() => undefined))
    const error = await failure(perform({ ...get, timeoutSeconds: 0.02 }, policy))
    expect(error).toMatchObject({ code: "unanswered", advice: "again", ambiguous: true })
    expect(error.message).toBe("api.example.com did not answer in time.")
  })

  it("gives up on a body that never ends, and lets go of it", async () => {
    const requests = outside(
      (request) =>
        new Response(
          new ReadableStream({
            start(stream) {
              stream.enqueue(new TextEncoder().encode("{"))
              givenUp(request).catch((reason) => stream.error(reason))
            },
          }),
        ),
    )
    const error = await failure(perform({ ...get, timeoutSeconds: 0.02 }, policy))
    expect(error).toMatchObject({ code: "unanswered", ambiguous: true })
    expect(requests[0]?.signal.aborted).toBe(true)
  })

  it("tells the outside that it gave up", async () => {
    const requests = outside(() => new Promise(() => undefined))
    await failure(perform({ ...get, timeoutSeconds: 0.02 }, policy))
    expect(requests[0]?.signal.aborted).toBe(true)
  })

  it("takes a body that breaks off for no answer", async () => {
    outside(() => new Response(new ReadableStream({ pull: (stream) => stream.error(new Error("reset")) })))
    expect(await failure(perform(get, policy))).toMatchObject({ code: "unanswered", ambiguous: true })
  })

  it.each([
    ["no length", {}],
    ["too great a length", { "content-length": "20000" }],
    // What is packed small may be large when it is unpacked.
    ["the length of what is packed", { "content-length": "10", "content-encoding": "gzip" }],
  ])("reads no more than it was allowed of an answer with %s", async (_, headers) => {
    let pulled = 0
    const endless = () =>
      new ReadableStream({
        pull(stream) {
          pulled++
          stream.enqueue(new Uint8Array(1000))
        },
      })
    // Not packed again on its way here, nor unpacked.
    outside(() => new Response(endless(), { headers, encodeBody: "manual" }))
    const error = await failure(perform(get, { local: false, maxBytes: 10_000 }))
    expect(error).toMatchObject({ code: "too_large", advice: "again", ambiguous: true })
    expect(pulled).toBeLessThan(20)
  })

  it("reads an answer whole that names a length within what is allowed", async () => {
    const answer = new Response("Olá", { headers: { "content-length": "4" } })
    const whole = vi.spyOn(answer, "text")
    outside(() => answer)
    expect((await perform(get, policy)).body).toBe("Olá")
    expect(whole).toHaveBeenCalledOnce()
  })

  it("takes a body of exactly the size allowed", async () => {
    outside(() => new Response("x".repeat(100)))
    expect((await perform(get, { local: false, maxBytes: 100 })).body).toHaveLength(100)
    expect(await failure(perform(get, { local: false, maxBytes: 99 }))).toMatchObject({ code: "too_large" })
  })
})

describe("ok", () => {
  const answer = (status: number, headers: Record<string, string> = {}) => ({ status, headers, body: "secret" })

  it.each([200, 201, 204, 299])("passes %i on", (status) => {
    expect(ok(answer(status))).toEqual(answer(status))
  })

  it.each([
    [429, "throttled", "again", false],
    [500, "unavailable", "again", true],
    [503, "unavailable", "again", true],
    [302, "refused", "stop", false],
    [400, "refused", "stop", false],
    [401, "refused", "stop", false],
    [404, "refused", "stop", false],
    [199, "refused", "stop", false],
  ])("takes %i for %s", (status, code, advice, ambiguous) => {
    expect(() => ok(answer(status))).toThrow(expect.objectContaining({ code, advice, ambiguous }))
    expect(() => ok(answer(status))).not.toThrow(/secret/)
  })
})
