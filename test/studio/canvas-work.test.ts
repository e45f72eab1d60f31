import { expect, it } from "vitest"
import type { Stored } from "../../src/studio/canvas/draft/autosave"
import type { Draft } from "../../src/studio/canvas/draft/draft"
import { keptWork } from "../../src/studio/canvas/draft/keptwork"
import { begun, redone, stepped, undone } from "../../src/studio/canvas/draft/undo"
import { Work } from "../../src/studio/canvas/draft/work"

const empty: Draft = {
  name: "Shop",
  language: "en",
  triggers: { keywords: [], anyMessage: false, accounts: [] },
  start: "",
  nodes: [],
}

const named = (name: string) => (document: Draft) => ({ ...document, name })

const refusal = (status: number, message = "") => Object.assign(new Error(message), { status })

/** An API with one flow, a browser's storage, and a clock that goes when it is told to. */
function bench(stored: Stored = { document: empty, revision: 1 }, storage = new Map<string, string>()) {
  const server = { stored: stored as Stored | null, refuse: null as Error | null, loseAnswer: false, saves: 0 }
  const timers: { at: number; then: () => void }[] = []
  let now = 0
  const api = {
    async put(document: Draft, revision: number) {
      if (server.refuse) throw server.refuse
      if (!server.stored) throw refusal(404, "gone")
      if (server.stored.revision !== revision) throw refusal(409, "newer")
      server.stored = { document: structuredClone(document), revision: revision + 1 }
      server.saves++
      if (server.loseAnswer) throw refusal(0, "lost")
      return revision + 1
    },
    async fetch() {
      if (server.refuse) throw server.refuse
      return structuredClone(server.stored)
    },
    later(milliseconds: number, then: () => void) {
      const timer = { at: now + milliseconds, then }
      timers.push(timer)
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
      }
    },
  }
  const browser = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  }
  const open = (at: Stored = structuredClone(server.stored ?? stored)) => new Work(api, keptWork("f", browser), at)
  const pass = async (milliseconds: number) => {
    now += milliseconds
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.then()
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const elsewhere = (name: string) => {
    const { document, revision } = server.stored ?? stored
    server.stored = { document: named(name)(document), revision: revision + 1 }
    return server.stored
  }
  return { server, storage, open, pass, elsewhere }
}

it("takes steps back and forth, and forgets what was undone once something else is done", () => {
  const two = stepped(stepped(begun(empty), named("A")(empty)), named("B")(empty))
  const one = undone(two)
  expect(one.present.name).toBe("A")
  expect(redone(one).present.name).toBe("B")
  expect(undone(undone(one)).present.name).toBe("Shop")
  expect(stepped(one, named("C")(empty)).future).toEqual([])
})

it("makes one step of changes about the same in a row, and none of a change that changes nothing", () => {
  let history = begun(empty)
  for (const name of ["A", "Ab", "Abc"]) history = stepped(history, named(name)(history.present), "name")
  expect(history.past).toHaveLength(1)
  expect(stepped(history, history.present)).toBe(history)
  expect(stepped(undone(history), named("Z")(empty), "name").past).toHaveLength(1)
})

it("saves once, a moment after the last of several changes", async () => {
  const { server, storage, open, pass } = bench()
  const work = open()
  work.change(named("A"))
  await pass(700)
  work.change(named("AB"))
  expect(work.state.saving).toBe("unsaved")
  expect(storage.size).toBe(1)
  await pass(700)
  expect(server.saves).toBe(0)
  await pass(100)
  expect(server.stored).toMatchObject({ document: { name: "AB" }, revision: 2 })
  expect(work.state).toMatchObject({ saving: "saved", revision: 2 })
  expect(storage.size).toBe(0)
})

it("has nothing to save once a change was undone", async () => {
  const { server, storage, open, pass } = bench()
  const work = open()
  work.change(named("A"))
  work.undo()
  await pass(5_000)
  expect([work.state.saving, server.saves, storage.size]).toEqual(["saved", 0, 0])
})

it("keeps work while nobody is reached, says so, and saves it when somebody is", async () => {
  const { server, storage, open, pass } = bench()
  const work = open()
  server.refuse = refusal(0, "")
  work.change(named("A"))
  await pass(800)
  expect(work.state.saving).toBe("offline")
  expect(storage.size).toBe(1)
  await pass(2_000)
  expect(work.state.saving).toBe("offline")
  server.refuse = null
  work.retry()
  await pass(0)
  expect([work.state.saving, server.stored?.document.name, storage.size]).toEqual(["saved", "A", 0])
})

it("tries again by itself, each time later", async () => {
  const { server, open, pass } = bench()
  const work = open()
  server.refuse = refusal(503, "")
  work.change(named("A"))
  await pass(800)
  await pass(2_000)
  server.refuse = null
  await pass(3_900)
  expect(work.state.saving).toBe("offline")
  await pass(100)
  expect(work.state.saving).toBe("saved")
})

it("keeps the work of somebody who was signed out, and saves it after they signed in", async () => {
  const { server, storage, open, pass } = bench()
  const work = open()
  server.refuse = refusal(401, "")
  work.change(named("A"))
  await pass(800)
  expect(work.state).toMatchObject({ saving: "unsaved", problem: { status: 401 } })
  expect(storage.size).toBe(1)
  server.refuse = null
  work.retry()
  await pass(0)
  expect(work.state.saving).toBe("saved")
})

it("says why a draft was refused and tries again only once it is another", async () => {
  const { server, open, pass } = bench()
  const work = open()
  server.refuse = refusal(400, "The name is too long.")
  work.change(named("A"))
  await pass(800)
  expect(work.state.problem?.cause).toHaveProperty("message", "The name is too long.")
  server.refuse = null
  await pass(100_000)
  expect(server.saves).toBe(0)
  work.change(named("B"))
  await pass(800)
  expect(work.state).toMatchObject({ saving: "saved", problem: null })
})

it("never overwrites a newer draft: it is a conflict, and nothing is lost", async () => {
  const { server, storage, open, pass, elsewhere } = bench()
  const work = open()
  elsewhere("Theirs")
  work.change(named("Mine"))
  await pass(800)
  expect(work.state).toMatchObject({ saving: "conflict", theirs: { document: { name: "Theirs" }, revision: 2 } })
  work.change(named("Mine too"))
  await pass(100_000)
  expect(server.stored?.document.name).toBe("Theirs")
  expect([...storage.values()].join()).toContain("Mine too")
  await expect(work.save()).rejects.toMatchObject({ status: 409 })
})

it("takes theirs, and undo brings mine back", async () => {
  const { server, storage, open, pass, elsewhere } = bench()
  const work = open()
  elsewhere("Theirs")
  work.change(named("Mine"))
  await pass(800)
  work.takeTheirs()
  expect(work.state).toMatchObject({ saving: "saved", revision: 2, history: { present: { name: "Theirs" } } })
  expect(storage.size).toBe(0)
  work.undo()
  await pass(800)
  expect(server.stored).toMatchObject({ document: { name: "Mine" }, revision: 3 })
})

it("keeps mine as the newest, and undo brings theirs back", async () => {
  const { server, open, pass, elsewhere } = bench()
  const work = open()
  elsewhere("Theirs")
  work.change(named("Mine"))
  await pass(800)
  await work.keepMine()
  expect(server.stored).toMatchObject({ document: { name: "Mine" }, revision: 3 })
  expect(work.state.saving).toBe("saved")
  work.undo()
  expect(work.state.history.present.name).toBe("Theirs")
})

it("lets the copy of mine go its way and leaves theirs alone", async () => {
  const { server, storage, open, pass, elsewhere } = bench()
  const work = open()
  elsewhere("Theirs")
  work.change(named("Mine"))
  await pass(800)
  work.giveUp()
  work.leave()
  await pass(100_000)
  expect([work.state.saving, server.stored?.document.name, storage.size]).toEqual(["saved", "Theirs", 0])
})

it("knows its own save again when only the answer was lost", async () => {
  const { server, open, pass } = bench()
  const work = open()
  server.loseAnswer = true
  work.change(named("A"))
  await pass(800)
  server.loseAnswer = false
  await pass(2_000)
  expect(work.state).toMatchObject({ saving: "saved", revision: 2 })
  expect(server.saves).toBe(1)
})

it("restores work of an earlier visit on the same draft, and saves it", async () => {
  const { server, storage, open, pass } = bench()
  open().change(named("Left"))
  expect(storage.size).toBe(1)
  const work = open()
  expect([work.restored, work.state.history.present.name]).toEqual([true, "Left"])
  await pass(0)
  expect(server.stored?.document.name).toBe("Left")
  expect(work.state.saving).toBe("saved")
})

it("asks, however often the page is opened, when work of an earlier visit meets a newer draft", async () => {
  const { server, open, pass, elsewhere } = bench()
  const first = open()
  first.change(named("Left"))
  elsewhere("Theirs")
  for (const work of [open(), open()]) {
    expect(work.state).toMatchObject({ saving: "conflict", history: { present: { name: "Left" } } })
    work.change(named("Left"))
  }
  first.leave()
  await pass(100_000)
  expect(server.stored?.document.name).toBe("Theirs")
})

it("follows a newer draft by itself while nothing here is unsaved", () => {
  const { open, elsewhere } = bench()
  const work = open()
  expect(work.hear({ document: empty, revision: 1 })).toBe(false)
  expect(work.hear(elsewhere("Theirs"))).toBe(true)
  expect(work.state).toMatchObject({ saving: "saved", revision: 2, history: { present: { name: "Theirs" }, past: [] } })
})

it("asks when a newer draft is heard of while something here is unsaved", () => {
  const { open, elsewhere } = bench()
  const work = open()
  work.change(named("Mine"))
  expect(work.hear(elsewhere("Theirs"))).toBe(false)
  expect(work.state).toMatchObject({ saving: "conflict", history: { present: { name: "Mine" } } })
})

it("keeps the work of a flow that is gone", async () => {
  const { server, storage, open, pass } = bench()
  const work = open()
  server.stored = null
  work.change(named("Mine"))
  await pass(800)
  expect(work.state).toMatchObject({ saving: "conflict", theirs: null })
  expect(storage.size).toBe(1)
})

it("saves at once when the page is left", async () => {
  const { server, open, pass } = bench()
  const work = open()
  work.change(named("A"))
  work.leave()
  await pass(0)
  expect(server.stored?.document.name).toBe("A")
})

it("leaves alone what another tab keeps", () => {
  const { storage, open } = bench()
  const [mine, other] = [open(), open()]
  mine.change(named("Mine"))
  other.change(named("Other"))
  mine.undo()
  expect([...storage.values()].join()).toContain("Other")
})

it("selects nothing that is gone", () => {
  const { open } = bench()
  const work = open()
  const node = { id: "a", name: "A", type: "end", config: {}, exits: {}, position: { x: 0, y: 0 } }
  work.change((now) => ({ ...now, nodes: [node] }))
  work.select(["a"])
  work.undo()
  expect(work.state.selection).toEqual([])
})
