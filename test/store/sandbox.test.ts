import { env } from "cloudflare:workers"
import { describe, expect, it } from "vitest"
import { database } from "../../src/store/database"
import { createSession, readSession, replaceSession } from "../../src/store/sandbox/sandbox"

const db = database(env.DB)
const session = (id: string, state = '{"status":"open"}') => ({ id, account: "demo", session: state, createdAt: 1000 })

describe("sandbox sessions", () => {
  it("are made once for each id", async () => {
    expect(await createSession(db, session("once"))).toEqual(session("once"))
    await replaceSession(db, "once", '{"status":"open"}', '{"status":"paid"}')
    expect(await createSession(db, session("once"))).toEqual(session("once", '{"status":"paid"}'))
    expect(await readSession(db, "nowhere")).toBeNull()
  })

  it("are changed from the state that was read, and from no other", async () => {
    await createSession(db, session("changed"))
    expect(await replaceSession(db, "changed", '{"status":"open"}', '{"status":"paid"}')).toBe(true)
    expect(await replaceSession(db, "changed", '{"status":"open"}', '{"status":"cancelled"}')).toBe(false)
    expect((await readSession(db, "changed"))?.session).toBe('{"status":"paid"}')
  })

  it("are changed by one of many at once, even when all want the same", async () => {
    await createSession(db, session("raced"))
    const changes = Array.from({ length: 5 }, () =>
      replaceSession(db, "raced", '{"status":"open"}', '{"status":"paid"}'),
    )
    expect((await Promise.all(changes)).filter((changed) => changed)).toEqual([true])
  })
})
