import { runInDurableObject } from "cloudflare:test"
import { describe, expect, it, vi } from "vitest"
import type { Failure } from "../../src/platform/failure"
import { perform } from "../../src/platform/fetch"
import { textOf } from "../support/stage"
import { watch } from "./attack"
import { called } from "./calling"

watch()

/** A body of so many chunks of a megabyte, made only as they are read. */
function lazily(chunks: number) {
  const made = { chunks: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (made.chunks === chunks) return stream.close()
      made.chunks += 1
      stream.enqueue(new Uint8Array(1_000_000))
    },
    cancel() {
      made.cancelled = true
    },
  })
  return { made, body }
}

describe("an answer from outside", () => {
  const get = { method: "GET" as const, url: "https://ok.example.com/", headers: {} }
  const policy = { local: false, maxBytes: 1_000_000 }
  const failureOf = (answer: Response): Promise<Failure> => {
    // As the runtime does it, what is given up breaks off, headers and body.
    vi.spyOn(globalThis, "fetch").mockImplementationOnce(async (_, { signal } = {}) => {
      const body = answer.body?.pipeThrough(new TransformStream(), signal ? { signal } : {}) ?? null
      return new Response(body, { status: answer.status, headers: answer.headers, encodeBody: "manual" })
    })
    return perform(get, policy).then(
      () => expect.unreachable("should have failed"),
      (error) => error,
    )
  }

  it.each([
    ["its length told", { "content-length": "1000000000" }],
    // The runtime itself lets nothing past the length that is told, unless it is that of something packed.
    ["its length told as little, for it is packed", { "content-length": "2", "content-encoding": "br" }],
    ["no length told", {}],
  ])("67 of a gigabyte, %s, is given up after the first megabyte", async (_, headers) => {
    const { made, body } = lazily(1000)
    const answer = new Response(body, { headers, encodeBody: "manual" })
    expect(await failureOf(answer)).toMatchObject({ code: "too_large", ambiguous: true })
    expect(made.chunks).toBeLessThan(5)
    await vi.waitFor(() => expect(made.cancelled).toBe(true))
  })

  it("67 that is a gzip bomb is given up by what it would become, not by what was sent", async () => {
    const { body } = lazily(200)
    const zipped = await new Response(body.pipeThrough(new CompressionStream("gzip"))).arrayBuffer()
    expect(zipped.byteLength).toBeLessThan(policy.maxBytes)
    const bomb = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"))
    expect(await failureOf(new Response(bomb))).toMatchObject({ code: "too_large" })
  })

  it("67 that never ends is given up in time, though a byte comes every second", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    let over = false
    const drip = new ReadableStream<Uint8Array>({
      async pull(stream) {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        if (!over) stream.enqueue(new Uint8Array(1))
      },
      cancel() {
        over = true
      },
    })
    const failed = failureOf(new Response(drip))
    await vi.advanceTimersByTimeAsync(16_000)
    expect(await failed).toMatchObject({ code: "unanswered", ambiguous: true })
  })

  it.each([
    [200, null],
    [204, null],
    [205, null],
    [304, null],
    [200, ""],
  ])("67 of status %i without a body (%j) is an answer with an empty body", async (status, body) => {
    vi.spyOn(globalThis, "fetch").mockResolvedValueOnce(new Response(body, { status }))
    expect(await perform(get, policy)).toMatchObject({ status, body: "" })
  })

  it("67 that is too large, nested too deep or no JSON leaves the flow going and the conversation small", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`
    for (const body of [
      () => lazily(1000).body,
      () => deep,
      () => "x".repeat(900_000),
      () => '{"a":1e400,"__proto__":{}}',
    ]) {
      const { play } = await called("https://ok.example.com/", "x", {}, () => new Response(body()))
      expect(play.sent.map(textOf)[1]).toMatch(/^worked 200|^failed: /)
      const kept = await runInDurableObject(await play.conversation(), (_, state) => state.storage.sql.databaseSize)
      expect(kept).toBeLessThan(500_000)
    }
  })
})
