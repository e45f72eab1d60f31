import { useSyncExternalStore } from "react"

/** Something the person at this browser chose, kept in it. */
export interface Preference {
  /** The choice now; the component is drawn again when it changes. */
  use(): string
  choose(value: string): void
}

/** A choice under a name; `initial` until there is one. */
export function preference(name: string, initial: string): Preference {
  const key = `paythread.${name}`
  const listeners = new Set<() => void>()
  let value = read(key) ?? initial
  return {
    use: () =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        () => value,
      ),
    choose(chosen) {
      value = chosen
      try {
        localStorage.setItem(key, chosen)
      } catch (error) {
        // Storage that is full or forbidden: the choice lasts until the page is left.
        console.warn(error)
      }
      for (const listener of listeners) listener()
    },
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch (error) {
    console.warn(error)
    return null
  }
}
