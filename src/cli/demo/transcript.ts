/** Tells what happens, as it happens. `at` is milliseconds since 1970, now unless given. */
export type Tell = (who: string, what: string, at?: number) => void

/** A transcript with seconds since its start, on the terminal. */
export function transcript(print: (line: string) => void = console.log): Tell {
  const start = Date.now()
  return (who, what, at = Date.now()) => {
    const seconds = Math.max(0, (at - start) / 1000)
    const [first = "", ...rest] = what.split("\n")
    print(`${seconds.toFixed(3).padStart(8)} s  ${who.padEnd(9)} ${first}`)
    for (const line of rest) print(`${" ".repeat(21)}${line}`)
  }
}
