/** A time limit over something that may never end. */
export interface Deadline {
  /** For what can be aborted. */
  signal: AbortSignal
  /** Never resolves; rejects with the reason once the time is over, also where the runtime does not end what it aborted. */
  passed: Promise<never>
  /** To be called once there is an end. */
  clear(): void
}

/** Begins a time limit; `late` says what it means that it was passed. */
export function deadlineOf(seconds: number, late: () => Error): Deadline {
  const controller = new AbortController()
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody listens any more when the end was there first.
  promise.catch((error: unknown) => error)
  const timer = setTimeout(() => {
    const reason = late()
    reject(reason)
    controller.abort(reason)
  }, seconds * 1000)
  return { signal: controller.signal, passed: promise, clear: () => clearTimeout(timer) }
}
