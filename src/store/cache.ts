/** Answers kept in the memory of this isolate. Every time is passed in, as milliseconds since 1970. */
export interface Cache<Value> {
  /** The value kept under the key, or else what `load` gives. Who asks while it loads gets the same; a failure is not kept. */
  get(key: string, now: number, load: () => Promise<Value>): Promise<Value>
  /** The value kept under the key; undefined when there is none. */
  peek(key: string, now: number): Value | undefined
  keep(key: string, now: number, value: Value): void
  /** Drops every key that starts so, all of them unless told. What is loading now is not kept either: it may be old. */
  forget(prefix?: string): void
}

/**
 * A request that is cancelled never settles the promises it made, and another one that waits for them would hang: it
 * waits so long, then loads for itself.
 */
const PATIENCE_MILLISECONDS = 2000

const all: Pick<Cache<unknown>, "forget">[] = []

/** Drops everything that is kept in this isolate's memory, as where another isolate begins. */
export function forgetAll(): void {
  for (const one of all) one.forget()
}

/**
 * A cache of at most `size` values: null (what is not there) goes first, then the least recently used. They are kept for
 * `seconds` (Infinity for what never changes), null for `absentSeconds`, which is the same unless given.
 */
export function cache<Value>(limits: { size: number; seconds: number; absentSeconds?: number }): Cache<Value> {
  // Each in order of use. Names that somebody makes up must not push out what is in use: absent ones go first.
  const present = new Map<string, { value: Value; until: number }>()
  const absent = new Map<string, { value: Value; until: number }>()
  const loading = new Map<string, Promise<Value>>()

  function peek(key: string, now: number): Value | undefined {
    const kept = present.has(key) ? present : absent
    const entry = kept.get(key)
    if (!entry) return undefined
    kept.delete(key)
    if (now >= entry.until) return undefined
    kept.set(key, entry)
    return entry.value
  }

  function keep(key: string, now: number, value: Value): void {
    const seconds = value === null ? (limits.absentSeconds ?? limits.seconds) : limits.seconds
    present.delete(key)
    absent.delete(key)
    const kept = value === null ? absent : present
    kept.set(key, { value, until: now + seconds * 1000 })
    while (present.size + absent.size > limits.size) {
      const full = absent.size > 0 ? absent : present
      const [oldest = ""] = full.keys()
      full.delete(oldest)
    }
  }

  async function get(key: string, now: number, load: () => Promise<Value>): Promise<Value> {
    const value = peek(key, now)
    if (value !== undefined) return value
    const others = loading.get(key)
    if (others) {
      const outcome = await outcomeInTime(others)
      if (outcome) return outcome.value
      if (loading.get(key) === others) loading.delete(key)
      return get(key, now, load)
    }
    const own = load()
    loading.set(key, own)
    try {
      const loaded = await own
      if (loading.get(key) === own) keep(key, now, loaded)
      return loaded
    } finally {
      if (loading.get(key) === own) loading.delete(key)
    }
  }

  function forget(prefix = ""): void {
    for (const map of [present, absent, loading])
      for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key)
  }

  const made = { get, peek, keep, forget }
  all.push(made)
  return made
}

async function outcomeInTime<Value>(promise: Promise<Value>): Promise<{ value: Value } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MILLISECONDS)
  })
  try {
    return await Promise.race([promise.then((value) => ({ value })), late])
  } finally {
    clearTimeout(timer)
  }
}
