/** A time limit over something that may never end. */
export interface Deadline {
  /** Never resolves; rejects with the reason once the time is over. */
  passed: Promise<never>
  /** To be called once there is an end. */
  clear(): void
}

/** Begins a time limit; `late` says what it means that it was passed. */
export function deadlineOf(seconds: number, late: () => Error): Deadline {
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody listens any more when the end was there first.
  promise.catch((error: unknown) => error)
  const timer = setTimeout(() => reject(late()), seconds * 1000)
  return { passed: promise, clear: () => clearTimeout(timer) }
}
