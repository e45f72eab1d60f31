import { env } from "cloudflare:workers"
import { expect, it } from "vitest"
import * as z from "zod"
import { worldOf } from "../../src/deployment/cloudflare"
import type { World } from "../../src/deployment/deployment"
import { outsideOf } from "../../src/deployment/outside"
import { accounts } from "../../src/store/accounts/accounts"
import { database } from "../../src/store/database"

const db = database(env.DB)

/** Each is an isolate of its own: what one has in memory the other has not. */
const isolate = (now = 1_000): World => ({ ...worldOf(env), now: () => now })

const of = (account: string, version = "v1", kind: "payment" | "channel" = "payment") => ({ kind, account, version })

function making(value: string, until = 10_000) {
  const made = { times: 0, make: async () => ({ value, until }) }
  const { make } = made
  made.make = async () => {
    made.times += 1
    return make()
  }
  return made
}

const rows = async (account: string) =>
  (await env.DB.prepare("select * from kept where account = ?").bind(account).all()).results

it("is made once, and found by other isolates, sealed in the database", async () => {
  const token = making("t0ken-of-shop")
  const first = isolate()
  for (const world of [first, first, isolate()])
    expect(await outsideOf(world, of("shop")).keep("token", token.make)).toBe("t0ken-of-shop")
  expect(token.times).toBe(1)
  expect(JSON.stringify(await rows("shop"))).not.toContain("t0ken")
})

it("is another's by name, kind, account and saving, and made anew once it ended", async () => {
  await outsideOf(isolate(), of("mine")).keep("token", making("mine").make)
  const other = making("other")
  const ask = (world: World, who: ReturnType<typeof of>, name = "token") => outsideOf(world, who).keep(name, other.make)
  expect(await ask(isolate(), of("mine"), "key")).toBe("other")
  expect(await ask(isolate(), of("mine", "v1", "channel"))).toBe("other")
  expect(await ask(isolate(10_001), of("mine"))).toBe("other")
  expect(await ask(isolate(), of("mine", "v2"))).toBe("other")
  expect(other.times).toBe(4)
})

it("is forgotten when it is taken no longer, and when its account is saved or removed", async () => {
  const outside = outsideOf(isolate(), of("taken"))
  await outside.keep("token", making("old").make)
  await outside.forget("token")
  expect(await rows("taken")).toEqual([])
  expect(await outside.keep("token", making("new").make)).toBe("new")
  const store = accounts(db, "payment", env.SECRETS_KEY)
  const schema = z.object({ secret: z.string().meta({ secret: true }) })
  const config = { secret: "s" }
  await store.create({ id: "taken", service: "stripe", title: "T", config }, schema, 1)
  const before = await store.open("taken", 0)
  await store.update("taken", { title: "T", config }, schema, 2)
  expect(await rows("taken")).toEqual([])
  expect((await store.open("taken", 0))?.version).not.toBe(before?.version)
  await outside.keep("other", making("x").make)
  await store.remove("taken")
  expect(await rows("taken")).toEqual([])
})

it("does no harm when it is made by two at once, or cannot be kept", async () => {
  const [one, two] = [making("one"), making("two")]
  const both = await Promise.all([
    outsideOf(isolate(), of("twice")).keep("token", one.make),
    outsideOf(isolate(), of("twice")).keep("token", two.make),
  ])
  expect(both).toEqual(["one", "two"])
  const away = { ...isolate(), secretsKey: "" }
  expect(await outsideOf(away, of("unkept")).keep("token", making("made").make)).toBe("made")
})

it("breaks off what asks without end", async () => {
  const world = { ...isolate(), perform: async () => ({ status: 200, headers: {}, body: "{}" }) }
  const outside = outsideOf(world, of("endless"))
  const ask = () => outside.ask({ method: "GET", url: "https://api.test/", headers: {} })
  for (let count = 0; count < 8; count++) await ask()
  await expect(ask()).rejects.toMatchObject({ code: "endless", advice: "again", ambiguous: true })
})
