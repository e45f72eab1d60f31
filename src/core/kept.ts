/**
 * The same function, whose last `size` results are kept by what they were made of, for as long as the isolate lives: for what
 * is dear to make and never changes, such as the formats of `Intl`.
 */
export function kept<Of extends readonly (string | number)[], Made extends {}>(
  size: number,
  make: (...of: Of) => Made,
): (...of: Of) => Made {
  const all = new Map<string, Made>()
  return (...of) => {
    const name = of.join(" ")
    const known = all.get(name)
    if (known !== undefined) return known
    const made = make(...of)
    // What they are made of comes from flows and browsers: never kept without end.
    if (all.size >= size) all.delete(all.keys().next().value ?? "")
    all.set(name, made)
    return made
  }
}
