import { expect, it } from "vitest"
import { readRequest } from "../../src/platform/request"

const url = "https://pay.test/webhooks"

const post = (body: BodyInit, length?: number) =>
  new Request(url, { method: "POST", body, headers: length === undefined ? {} : { "content-length": String(length) } })

const pieces = (...sizes: number[]) =>
  new ReadableStream({
    start(stream) {
      for (const size of sizes) stream.enqueue(new Uint8Array(size).fill(7))
      stream.close()
    },
  })

it.each([
  ["short and of a known length", post("x".repeat(10), 10), 10],
  ["long and of a known length", post("x".repeat(70_000), 70_000), 70_000],
  ["of no known length", post(pieces(3, 4)), 7],
  ["exactly as long as allowed", post("x".repeat(80_000), 80_000), 80_000],
])("reads a body %s as it came", async (_, request, length) => {
  expect((await readRequest(request, 80_000))?.body).toHaveLength(length)
})

it.each([
  ["that says so", post("x".repeat(11), 11)],
  ["that says less", post("x".repeat(11), 5)],
  ["in pieces", post(pieces(6, 6))],
])("takes no body %s and is longer than allowed", async (_, request) => {
  expect(await readRequest(request, 10)).toBeNull()
})
