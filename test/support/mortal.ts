import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import type { World } from "../../src/deployment/deployment"
import { database } from "../../src/store/database"

/** Where the object dies: at which request to the outside or to D1, and whether that had been carried out by then. */
export interface Death {
  at: number
  when: "before" | "after"
}

/** A world in which whoever asks the outside at the given point never hears an answer, as an object that died would not. */
export interface MortalWorld extends World {
  /** Requests to the outside and to D1 so far. */
  readonly asked: number
  /** Resolves when the point is reached. */
  readonly died: Promise<void>
}

/** Puts death into a world. `perform` stands in for the network. */
export function mortal(
  world: World,
  d1: D1Database,
  death: Death | null,
  perform: (request: HttpRequest) => HttpResponse,
): MortalWorld {
  const died = Promise.withResolvers<void>()
  let asked = 0

  async function once<Answer>(ask: () => Promise<Answer> | Answer): Promise<Answer> {
    const dies = death !== null && asked === death.at
    asked += 1
    if (!dies) return ask()
    if (death.when === "after") await ask()
    died.resolve()
    return new Promise<Answer>(() => {})
  }

  return {
    ...world,
    db: database(mortalDatabase(d1, once)),
    perform: (request) => once(() => perform(request)),
    get asked() {
      return asked
    },
    died: died.promise,
  }
}

/** D1 with every round trip put through `once`. */
function mortalDatabase(d1: D1Database, once: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>): D1Database {
  const real = new WeakMap<object, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapper = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => wrap(target.bind(...values))
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== "function") return member
        return (...args: unknown[]) => once(async () => member.apply(target, args))
      },
    })
    real.set(wrapper, statement)
    return wrapper
  }
  return new Proxy(d1, {
    get(target, name) {
      if (name === "prepare") return (query: string) => wrap(target.prepare(query))
      if (name === "batch")
        return (statements: D1PreparedStatement[]) =>
          once(() => target.batch(statements.map((statement) => real.get(statement) ?? statement)))
      return Reflect.get(target, name)
    },
  })
}
