import { type Answered, type Asked, fieldsOf } from "../../platform/emulator"

/** A merchant's own system that gives out order numbers; asked twice with one idempotency key, it gives the same. */
export function merchantService(): ((request: Asked) => Answered | null) & { numbers: string[] } {
  const numbers: string[] = []
  const given = new Map<string, string>()
  const service = ({ method, path, headers, body }: Asked): Answered | null => {
    if (path !== "/orders") return null
    if (method !== "POST") return { status: 405, body: { error: "POST a customer to get an order number" } }
    const { customer } = fieldsOf(body)
    if (typeof customer !== "string" || customer === "") return { status: 422, body: { error: "who is the customer?" } }
    const key = headers["idempotency-key"]
    const known = key === undefined ? undefined : given.get(key)
    const number = known ?? `SHOP-${1001 + numbers.length}-${Date.now().toString(36).toUpperCase()}`
    if (known === undefined) numbers.push(number)
    if (key !== undefined) given.set(key, number)
    return { status: 201, body: { number, customer } }
  }
  return Object.assign(service, { numbers })
}
