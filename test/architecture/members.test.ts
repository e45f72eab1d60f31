import { existsSync, readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { channels } from "../../src/channels"
import { nodes } from "../../src/flow/nodes"
import { providers } from "../../src/payments"
import { CLEAN, compared, sourcesOf, withoutComments } from "./sources"

const sources = sourcesOf("src")

/** The folders in a folder: the members of a vocabulary, whatever its registry says. */
function foldersIn(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

/** The languages that the studio speaks besides English, which stands in the members themselves. */
const otherLanguages = foldersIn("src/studio/words").filter((language) => language !== "english")

/** Those of the files that are not there: what a half-done member lacks, by name. */
function missing(...paths: readonly string[]): string[] {
  return paths.filter((path) => !existsSync(path))
}

/** The words of something in every other language than English, beside it. */
function wordsIn(folder: string): string[] {
  return otherLanguages.map((language) => `${folder}/words/${language}.ts`)
}

const SERVICES = { channels, payments: providers }

describe.each(Object.entries(SERVICES))("the members of %s", (room, registry) => {
  const folders = foldersIn(`src/${room}`)

  it("are registered, each under the name of its folder", () => {
    expect(Object.keys(registry).sort()).toEqual(folders)
    for (const [name, member] of Object.entries(registry)) expect(member.name).toBe(name)
  })

  it.each(folders)("%s is whole: member, words, emulator, fixture", (member) => {
    const folder = `src/${room}/${member}`
    const parts = [`${folder}/${member}.ts`, `${folder}/emulator.ts`, `test/${room}/${member}/fixture.ts`]
    expect(missing(...parts, ...wordsIn(folder))).toEqual([])
  })
})

describe("the nodes", () => {
  const folders = foldersIn("src/flow/nodes")

  it("are registered, each under the name of its folder", () => {
    expect(
      Object.values(nodes)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(folders)
  })

  it.each(folders)("%s is whole: node, words", (node) => {
    const folder = `src/flow/nodes/${node}`
    expect(missing(`${folder}/${node}.ts`, ...wordsIn(folder))).toEqual([])
  })
})

it.each(foldersIn("src/core/languages"))("the language %s is whole: chat, pay page, wishes for silence", (language) => {
  const parts = ["chat", "page", "consent"].map((part) => `src/core/languages/${language}/${part}.ts`)
  expect(missing(...parts)).toEqual([])
})

/** Pretends to be outside on somebody's own machine, with screens and addresses of its own. */
const FIRST_CLASS = "sandbox"

/** Words that mean more than a type of node. */
const ORDINARY = ["message", "question", "menu", "request", "set", "end", "delay", "callback", "list"]

/** Where a member is named that nothing but its folder and its registry should name. The list may only shrink. */
const NAMED: Record<string, string> = {
  "src/channels/channel.ts names whatsapp": "a kind of channel, as customers call it",
  "src/http/api/accounts/view.ts names whatsapp": "a kind of channel, as customers call it",
  "src/cli/costs.ts names whatsapp": "what is measured",
  "src/cli/costs.ts names stripe": "what is measured",
  "src/cli/demo.ts names whatsapp": "what is played where nobody says otherwise",
  "src/cli/demo.ts names stripe": "what is played where nobody says otherwise",
}

it("names no member outside its folder and its registry", () => {
  const names = [
    ...Object.keys(channels).map((name) => ({ name, home: `src/channels/${name}/` })),
    ...Object.keys(providers).map((name) => ({ name, home: `src/payments/${name}/` })),
    ...Object.values(nodes).map(({ type }) => ({ name: type, home: `src/flow/nodes/${type}/` })),
  ].filter(({ name }) => name !== FIRST_CLASS && !ORDINARY.includes(name))
  const registries = /^src\/(channels|payments|flow\/nodes)\/index\.ts$/
  const found = [...sources].flatMap(([file, text]) =>
    names
      .filter(({ home }) => !file.startsWith(home) && !registries.test(file))
      .filter(({ name }) => new RegExp(`["'\`]${name}["'\`]`).test(withoutComments(text)))
      .map(({ name }) => `${file} names ${name}`),
  )
  expect(compared(found, NAMED)).toEqual(CLEAN)
})

/** Where API and studio speak of a service by its name. The list may only shrink. */
const SPOKEN: Record<string, string> = {
  "src/http/api/accounts/view.ts speaks of whatsapp": "a kind of channel, as customers call it",
  "src/studio/words/english/nodes.ts speaks of whatsapp": "a kind of channel, as customers call it",
  "src/studio/words/spanish/nodes.ts speaks of whatsapp": "a kind of channel, as customers call it",
  "src/studio/words/english/channels.ts speaks of whatsapp": "a kind of channel, as customers call it",
  "src/studio/words/spanish/channels.ts speaks of whatsapp": "a kind of channel, as customers call it",
}

it("knows no service in the API and the studio, neither by its name or title nor within another word", () => {
  const services = [...Object.values(channels), ...Object.values(providers)].filter(({ name }) => name !== FIRST_CLASS)
  const types = Object.values(nodes).map(({ type }) => type)
  const found = [...sources]
    .filter(([file]) => /^src\/(http\/api|studio)\//.test(file))
    .flatMap(([file, text]) => {
      const code = withoutComments(text)
      const spoken = services.filter(({ name, title }) => [name, title].some((word) => says(code, word)))
      const typed = types.filter((type) => !ORDINARY.includes(type) && new RegExp(`\\b${type}\\s*:`).test(code))
      return [...spoken.map(({ name }) => name), ...typed].map((name) => `${file} speaks of ${name}`)
    })
  expect(compared(found, SPOKEN)).toEqual(CLEAN)
})

function says(code: string, word: string): boolean {
  return code.toLowerCase().includes(word.toLowerCase())
}
