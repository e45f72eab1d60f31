import { env } from "cloudflare:workers"
import { expect, it, vi } from "vitest"
import { eventTypeNames } from "../../../src/core/event"
import { worldOf } from "../../../src/deployment/cloudflare"
import { operatorDid } from "../../../src/events/operator"
import { publish } from "../../../src/events/publish"
import { sweepStream } from "../../../src/events/retention"
import { saveRetention } from "../../../src/store/settings/retention"
import { run } from "../../../src/store/statement"
import { publishing } from "../../../src/store/stream/publish"
import { call, faultsOf } from "../api-client"

const world = worldOf(env)
const DAY = 86_400_000

async function publishAt(at: number, subject: string): Promise<void> {
  const data = { keeper: "us" } as const
  await run(publishing(world.db, [{ type: "contact.stopped", key: `${subject}:${at}`, at, subject, data }]))
}

it("reads what happened from where one was, by type and by what it is about", async () => {
  const deed = { who: "session", what: "flows.publish", subject: "cakes", flow: "cakes" }
  await publish(world, operatorDid({ ...deed, before: { version: 1 }, after: { version: 2 } }, world.now()))
  await publishAt(5, "c1.ana")
  const all = await call("GET", "/events?types=operator.did,contact.stopped&limit=1")
  expect(all.json).toMatchObject({
    items: [
      {
        type: "operator.did",
        subject: "cakes",
        flow: "cakes",
        order: null,
        data: { who: "session", what: "flows.publish", before: { version: 1 }, after: { version: 2 } },
      },
    ],
    more: true,
  })
  expect(all.text).not.toContain("did:")
  const rest = await call("GET", `/events?cursor=${all.json.next}&subject=c1.ana`)
  expect(rest.json).toMatchObject({ items: [{ type: "contact.stopped", at: 5, data: { keeper: "us" } }], more: false })
  const end = await call("GET", `/events?cursor=${rest.json.next}`)
  expect(end.json).toEqual({ items: [], next: rest.json.next, more: false })
})

it("refuses types and cursors that there are not", async () => {
  expect(faultsOf(await call("GET", "/events?types=order.paid,order.lost"))[0]).toContain("types")
  expect(faultsOf(await call("GET", "/events?cursor=x"))[0]).toContain("cursor")
})

it("describes each type with what it carries", async () => {
  const { json } = await call("GET", "/openapi.json")
  const names = Object.keys(json.components.schemas).filter((name) => /^Event[A-Z]/.test(name))
  expect(names).toHaveLength(eventTypeNames.length)
  expect(json.components.schemas.EventOrderPaid.properties.data.properties).toHaveProperty("due")
  const { parameters } = json.paths["/events"].get
  expect(parameters.map(({ name }: { name: string }) => name)).toEqual(["limit", "cursor", "types", "subject"])
})

it("keeps the stream for as long as messages are kept", async () => {
  const now = Date.now() + 100 * DAY
  vi.useFakeTimers({ now, toFake: ["Date"] })
  try {
    await publishAt(now - 60 * DAY, "c1.kept")
    await publishAt(now - 20 * DAY, "c1.kept")
    await sweepStream(world)
    const kept = async () =>
      (await call("GET", "/events?subject=c1.kept")).json.items.map(({ at }: { at: number }) => at)
    expect(await kept()).toEqual([now - 60 * DAY, now - 20 * DAY])
    await saveRetention(world.db, 30, 1)
    await sweepStream(world)
    expect(await kept()).toEqual([now - 20 * DAY])
  } finally {
    vi.useRealTimers()
  }
})
