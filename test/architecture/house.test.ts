import { dirname } from "node:path"
import { describe, expect, it } from "vitest"
import { CLEAN, compared, importsOf, roomOf, sourcesOf, withoutComments } from "./sources"

const sources = sourcesOf("src")
const tests = sourcesOf("test")
const code = [...sources].map(([file, text]) => ({ file, text: withoutComments(text) }))

/** What the rules of the house do not hold for yet, or cannot, and why. The lists may only shrink. */
const EXCEPTIONS = {
  folders: {
    "src/conversation": "what one object does, takes and keeps",
    "test/browser/studio": "a file a journey through the studio",
    "test/conversation": "a file a promise of the conversation's",
    "test/core": "a file a noun of core, whose folders are flat here",
    "test/hostile": "a file a group of hostile inputs, as its README lists them",
    "test/http": "a file a surface, some of which have folders in src",
    "test/simulation": "a model of the whole outside world",
  },
  outside: {
    "src/http/health.ts imports migrations/meta/_journal.json": "which migrations the database must have seen",
    "src/http/api/deployment/deployment.ts imports package.json": "the version that is shown",
    "src/studio/flows/examples.ts imports examples/demo.json": "the examples that a new flow begins with",
    "src/studio/flows/examples.ts imports examples/deposit.json": "the examples that a new flow begins with",
  },
  clocks: {
    "src/deployment/cloudflare.ts": "the clock itself",
    "src/platform/retryafter.ts": "where a service that names a date has no clock of its own",
  },
} as const satisfies Record<string, Record<string, string>>

it("keeps a folder to what one looks over at a glance", () => {
  const sizes = new Map<string, number>()
  for (const file of [...sources.keys(), ...tests.keys()]) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1)
  const large = [...sizes].filter(([, size]) => size > 15).map(([folder]) => folder)
  expect(compared(large, EXCEPTIONS.folders)).toEqual(CLEAN)
})

it("imports nothing from outside src", () => {
  const outside = [...sources].flatMap(([file, text]) =>
    importsOf(file, text)
      .filter((path) => path !== "src" && !path.startsWith("src/"))
      .map((path) => `${file} imports ${path}`),
  )
  expect(compared(outside, EXCEPTIONS.outside)).toEqual(CLEAN)
})

/** Which folders of tests use what belongs to another; all of them may use `support`. */
const TESTS_MAY_IMPORT: Record<string, readonly string[]> = {
  // Of a flow of one node, and of a deployment with a shop.
  core: ["flow"],
  support: ["flow"],
  http: ["conversation", "flow", "payments"],
  conversation: ["http"],
  hostile: ["http", "payments"],
  store: ["http"],
  // Processes and browsers that are started in one way.
  bench: ["crash"],
  cli: ["browser"],
  docs: ["browser"],
}

it("lets tests use no other tests' parts but those that are shared", () => {
  const wrong = [...tests].flatMap(([file, text]) => {
    const room = roomOf(file)
    const others = importsOf(file, text).filter((path) => path.startsWith("test/") && roomOf(path) !== room)
    const allowed = ["support", ...(TESTS_MAY_IMPORT[room] ?? [])]
    return others.filter((path) => !allowed.includes(roomOf(path))).map((path) => `${file} imports ${path}`)
  })
  expect(wrong).toEqual([])
})

it("asks one clock for the time", () => {
  const clocks = code.filter(
    ({ file, text }) =>
      !["cli", "studio"].includes(roomOf(file)) && !/\/emulator/.test(file) && /\bDate\.now\b|new Date\(\)/.test(text),
  )
  expect(
    compared(
      clocks.map(({ file }) => file),
      EXCEPTIONS.clocks,
    ),
  ).toEqual(CLEAN)
})

it("looks into what a conversation stored in its storage only", () => {
  const stores = ["storage", "log", "record", "migration"].map((name) => `src/conversation/${name}.ts`)
  const looking = code.filter(
    ({ file, text }) =>
      roomOf(file) === "conversation" && !stores.includes(file) && /\bLIKE '|\bjson_\w+\(|\bsubstr\(/.test(text),
  )
  expect(looking.map(({ file }) => file)).toEqual([])
})

it("lists what is complete by keys, never by an array that may lack one", () => {
  const lists = code.filter(({ text }) => /satisfies (?:readonly )?(?:\w+\[\]|\(|Array<|ReadonlyArray<)/.test(text))
  expect(lists.map(({ file }) => file)).toEqual([])
})

describe("a table of the database", () => {
  /** Who writes it: what its comment in the schema promises. */
  const WRITERS: Record<string, readonly string[]> = {
    channelActivity: ["src/store/accounts/"],
    accountHealth: ["src/store/accounts/"],
    kept: ["src/store/accounts/"],
    held: ["src/store/conversations/"],
    paymentConfiguration: ["src/store/settings/"],
    flows: ["src/store/flows/"],
    flowVersions: ["src/store/flows/"],
    routes: ["src/store/flows/"],
    conversations: ["src/store/conversations/"],
    addresses: ["src/store/conversations/"],
    // The demo lets time pass for them, in a database of its own.
    orders: ["src/store/orders/", "src/cli/demo/"],
    orderFacts: ["src/store/orders/"],
    unmatched: ["src/store/orders/"],
    attempts: ["src/store/orders/"],
    // Triggers keep them, with what they follow from; days are mended by night.
    orderTexts: [],
    orderDays: ["src/store/lists/"],
    takings: [],
    refunds: ["src/store/orders/"],
    stream: ["src/store/stream/"],
    sequences: ["src/store/orders/"],
    tokens: ["src/store/settings/"],
    settings: ["src/store/settings/"],
    idempotency: ["src/store/settings/"],
    sandboxMessages: ["src/store/sandbox/"],
    sandboxSessions: ["src/store/sandbox/"],
  }
  const schema = sources.get("src/store/schema.ts") ?? ""
  const tables = new Map(
    [...schema.matchAll(/^export const (\w+) = sqliteTable\(\s*"(\w+)"/gm)].map(([, own = "", sql = ""]) => [own, sql]),
  )

  it("is listed with those that write it", () => {
    expect([...tables.keys()].sort()).toEqual(Object.keys(WRITERS).sort())
  })

  it.each([...tables])("%s is written by them alone", (table, sql) => {
    const writing = new RegExp(
      `\\.(?:insert|update|delete)\\(\\s*${table}\\b|\\b(?:insert(?: or \\w+)? into|update|delete from) (?:${sql}\\b|\\$\\{${table}\\})`,
      "i",
    )
    const writers = code
      .filter(({ file, text }) => file !== "src/store/schema.ts" && writing.test(text))
      .map(({ file }) => file)
    expect(writers.length > 0, "somebody writes it").toBe(WRITERS[table]?.length !== 0)
    expect(writers.filter((file) => !WRITERS[table]?.some((folder) => file.startsWith(folder)))).toEqual([])
  })
})
