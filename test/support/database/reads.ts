/**
 * The same database; `note` is told of each answer what D1 says that it took. What is asked for in rows alone says nothing of it, and
 * is asked a second time.
 */
export function noting(d1: D1Database, note: (answers: readonly D1Result[]) => void): D1Database {
  const inner = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const noted = <Answers extends D1Result[]>(answers: Answers): Answers => {
    note(answers)
    return answers
  }
  const noticed = (statement: D1PreparedStatement): D1PreparedStatement => {
    const made = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => noticed(target.bind(...values))
        if (name === "all") return async () => noted([await target.all()])[0]
        if (name === "raw")
          return async () => {
            noted([await target.all()])
            return target.raw()
          }
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === "function" ? value.bind(target) : value
      },
    })
    inner.set(made, statement)
    return made
  }
  return new Proxy(d1, {
    get(target, name) {
      if (name === "prepare") return (text: string) => noticed(target.prepare(text))
      if (name === "batch")
        return async (all: D1PreparedStatement[]) => noted(await target.batch(all.map((one) => inner.get(one) ?? one)))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}
