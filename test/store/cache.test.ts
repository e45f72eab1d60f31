import { afterEach, describe, expect, it, vi } from "vitest"
import { cache } from "../../src/store/cache"

/** A load that is finished by hand. */
function pending<Value>() {
  let finish: (value: Value) => void = () => expect.unreachable()
  let fail: (error: Error) => void = () => expect.unreachable()
  const load = vi.fn(
    () =>
      new Promise<Value>((resolve, reject) => {
        finish = resolve
        fail = reject
      }),
  )
  return { load, finish: (value: Value) => finish(value), fail: (error: Error) => fail(error) }
}

afterEach(() => {
  vi.useRealTimers()
})

describe("cache", () => {
  it("loads once in its time, then again", async () => {
    const kept = cache<number>({ size: 10, seconds: 30 })
    const load = vi.fn().mockResolvedValueOnce(1).mockResolvedValueOnce(2)
    expect(await kept.get("a", 0, load)).toBe(1)
    expect(await kept.get("a", 29_999, load)).toBe(1)
    expect(await kept.get("a", 30_000, load)).toBe(2)
  })

  it("keeps for ever what never changes, but not that it was missing", async () => {
    const kept = cache<number | null>({ size: 10, seconds: Number.POSITIVE_INFINITY, absentSeconds: 0 })
    const load = vi.fn().mockResolvedValueOnce(null).mockResolvedValueOnce(1)
    expect(await kept.get("a", 0, load)).toBeNull()
    expect(await kept.get("a", 0, load)).toBe(1)
    expect(await kept.get("a", Number.MAX_SAFE_INTEGER, load)).toBe(1)
  })

  it("keeps that something is missing for its time", async () => {
    const kept = cache<number | null>({ size: 10, seconds: 30 })
    const load = vi.fn().mockResolvedValue(null)
    await kept.get("a", 0, load)
    await kept.get("a", 1, load)
    expect(load).toHaveBeenCalledOnce()
  })

  it("loads once for all who ask at once", async () => {
    const kept = cache<number>({ size: 10, seconds: 30 })
    const { load, finish } = pending<number>()
    const asked = [kept.get("a", 0, load), kept.get("a", 0, load), kept.get("a", 1, load)]
    finish(7)
    expect(await Promise.all(asked)).toEqual([7, 7, 7])
    expect(load).toHaveBeenCalledOnce()
  })

  it("does not keep a failure", async () => {
    const kept = cache<number>({ size: 10, seconds: 30 })
    const { load, fail } = pending<number>()
    const asked = [kept.get("a", 0, load), kept.get("a", 0, load)]
    fail(new Error("lost"))
    for (const result of await Promise.allSettled(asked)) expect(result.status).toBe("rejected")
    expect(await kept.get("a", 0, async () => 8)).toBe(8)
  })

  it("does not keep what was loading when it had to be forgotten", async () => {
    const kept = cache<number>({ size: 10, seconds: 30 })
    const { load, finish } = pending<number>()
    const asked = kept.get("a", 0, load)
    kept.forget("a")
    const newer = kept.get("a", 0, async () => 2)
    finish(1)
    expect(await asked).toBe(1)
    expect(await newer).toBe(2)
    expect(await kept.get("a", 0, async () => 3)).toBe(2)
  })

  it("does not wait for ever for a load whose request was cancelled", async () => {
    vi.useFakeTimers()
    const kept = cache<number>({ size: 10, seconds: 30 })
    kept.get("a", 0, pending<number>().load)
    const asked = kept.get("a", 0, async () => 2)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await asked).toBe(2)
    expect(kept.peek("a", 0)).toBe(2)
  })

  it("forgets what starts so, and nothing else", async () => {
    const kept = cache<number>({ size: 10, seconds: 30 })
    for (const key of ["a/1", "a/2", "b/1"]) kept.keep(key, 0, 1)
    kept.forget("a/")
    expect(["a/1", "a/2", "b/1"].map((key) => kept.peek(key, 0))).toEqual([undefined, undefined, 1])
    kept.forget()
    expect(kept.peek("b/1", 0)).toBeUndefined()
  })

  it("drops what was not used for longest when it is full", async () => {
    const kept = cache<number>({ size: 2, seconds: 30 })
    kept.keep("a", 0, 1)
    kept.keep("b", 0, 2)
    kept.peek("a", 0)
    kept.keep("c", 0, 3)
    expect(["a", "b", "c"].map((key) => kept.peek(key, 0))).toEqual([1, undefined, 3])
  })
})
