import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { channels } from "../../src/channels"
import { paymentConfiguration } from "../../src/core/order/configuration"
import { flowDocument, flowTriggers } from "../../src/flow/flow"
import { nodes } from "../../src/flow/nodes"
import { api } from "../../src/http/api"
import { providers } from "../../src/payments"
import { commandsOf, deadLinks, linkedFrom, page, pages, shellOf } from "./pages"

const paths = [...pages.keys()]
const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts)

describe("the README", () => {
  it("is one page", () => {
    expect(Buffer.byteLength(page("README.md"))).toBeLessThan(7000)
  })

  it("shows one picture", () => {
    expect(page("README.md").match(/!\[|<img/g)).toHaveLength(1)
  })

  it("has commands that tests run on a fresh clone, and no others", () => {
    const commands = shellOf("README.md").flatMap(commandsOf)
    expect(new Set(commands)).toEqual(
      new Set(["npm ci", "npm start", "npm test", "npx wrangler dev", "npx wrangler login", "npm run deploy"]),
    )
  })

  it("leads to the documentation", () => {
    expect(linkedFrom("README.md")).toContain("docs/README.md")
  })
})

describe.each(paths)("%s", (path) => {
  const text = page(path)

  it("has no link that leads nowhere", () => {
    expect(deadLinks(path)).toEqual([])
  })

  it("names only scripts that there are", () => {
    const named = [...text.matchAll(/(?:`|^ *|&& )(?:PORT=\d+ )?npm (?:run )?([a-z][\w:-]*)/gm)].map(
      ([, name = ""]) => name,
    )
    expect(named.filter((name) => !["ci", "run", ...scripts].includes(name))).toEqual([])
  })

  it("names only files and folders that there are", () => {
    const named = [...text.matchAll(/`((?:src|test|docs|examples|migrations|\.ci)\/[^`\s:]*)`/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !/[<…*]/.test(name))
    expect(named.filter((name) => !existsSync(name))).toEqual([])
  })

  it("reads nothing from outside the repository", () => {
    expect(text).not.toMatch(/\.\.\/shared|\/work\//)
  })
})

describe("the documentation", () => {
  it("is reached from its index, every page of it", () => {
    const missing = paths.filter((path) => path.startsWith("docs/") && !linkedFrom("docs/README.md").includes(path))
    expect(missing).toEqual(["docs/README.md"])
  })

  it("names every address of the API, and none that is not there", async () => {
    const response = await api.request("/openapi.json", {}, {})
    const document: { paths: object } = await response.json()
    const known = ["/api/docs", "/api/openapi.json", ...Object.keys(document.paths).map((path) => `/api${path}`)]
    const named = (path: string): string[] => page(path).match(/(?<=[`\s])\/api\/[\w{}/-]+(?:\.json)?/g) ?? []
    expect(known.filter((path) => !named("docs/api.md").includes(path))).toEqual([])
    expect(paths.flatMap(named).filter((path) => !known.includes(path))).toEqual([])
  })

  it("tells what the rooms may import as the architecture test holds it", () => {
    const source = readFileSync("test/architecture.test.ts", "utf8")
    const [, table = ""] = /MAY_IMPORT: .*? = \{\n([\s\S]*?)\n\}/.exec(source) ?? []
    const held = [...table.matchAll(/^ {2}(\w+): \[([^\]]*)\],$/gm)].map(([, room, list = ""]) => [
      room,
      wordsIn(list, '"'),
    ])
    const told = [...page("docs/design.md").matchAll(/^\| `(\w+)` +\|[^|]*\|([^|]*)\|$/gm)]
      .filter(([, room]) => existsSync(`src/${room}`))
      .map(([, room, list = ""]) => [room, wordsIn(list, "`")])
    expect(told.length).toBeGreaterThan(5)
    expect(told).toEqual(held)
  })
})

describe("the page of flows", () => {
  const text = page("docs/flows.md")

  it.each(Object.values(nodes).map((node) => [node.type, node] as const))("describes %s whole", (type, node) => {
    const [, section = ""] = new RegExp(`^### [^\n]* \\(\`${type}\`\\)\n([\\s\\S]*?)(?=^##)`, "m").exec(text) ?? []
    const fields = Object.keys(node.config.shape)
    expect(fields.filter((field) => !section.includes(`\`${field}\``))).toEqual([])
    const exits = exitsOf(type)
    expect(exits.filter((exit) => !section.includes(`\`${exit}\``))).toEqual([])
    const results = resultsOf(type)
    expect(results.filter((name) => !section.includes(`\`${name}\``))).toEqual([])
  })

  it("names everything that starts a flow, and every language", () => {
    const named = [...Object.keys(flowTriggers.shape), ...flowDocument.shape.language.unwrap().options]
    expect(named.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

describe("the pages of accounts", () => {
  const services = [...Object.values(channels), ...Object.values(providers)].filter(({ pretend }) => !pretend)

  it.each(services.map((service) => [service.name, service] as const))("%s tells every field", (name, service) => {
    const fields = Object.keys(service.config.shape)
    expect(fields.filter((field) => !page(`docs/${name}.md`).includes(`\`${field}\``))).toEqual([])
  })

  it("tell every field of the payment configuration", () => {
    const fields = Object.keys(paymentConfiguration.shape)
    expect(fields.filter((field) => !page("docs/stripe.md").includes(`\`${field}\``))).toEqual([])
  })
})

describe("the settings of a deployment", () => {
  it("are all told in the page on deploying", () => {
    const wrangler = readFileSync("wrangler.toml", "utf8")
    const [, variables = ""] = /^\[vars\]\n([\s\S]*?)^\[/m.exec(wrangler) ?? []
    const [, secrets = ""] = /^required = \[(.*)\]$/m.exec(wrangler) ?? []
    const names = [
      ...[...variables.matchAll(/^([A-Z_]+) =/gm)].map(([, name]) => name),
      ...wordsIn(secrets, '"'),
      ...Object.keys({ ...channels, ...providers }).map((name) => `${name.toUpperCase()}_API_BASE`),
      // Read where they are set, and in no list.
      ...["ACCESS_TEAM_DOMAIN", "ACCESS_AUDIENCE", "SECURITY_CONTACT"],
    ]
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !page("docs/deploy.md").includes(`\`${name}\``))).toEqual([])
  })
})

/** Exits that are there whatever the author writes, and those that a setting brings. */
function exitsOf(type: string): string[] {
  const node = nodes[type]
  const named = node?.exits(SAMPLES[type] ?? {}) ?? []
  const all = [...(node?.ownExits ?? []), ...named]
  return all.map(({ name }) => name.replace(/^option:.*/, "option:<id>")).filter((name) => name !== "case")
}

function resultsOf(type: string): readonly string[] {
  return nodes[type]?.results(SAMPLES[type] ?? {}).names ?? []
}

/** The least that each node's schema asks for. */
const SAMPLES: Readonly<Record<string, Record<string, unknown>>> = {
  question: { text: "?" },
  picklist: { text: "?", list: "Products.body" },
  menu: { text: "?", options: [{ id: "one", title: "One" }] },
  condition: { cases: [{ name: "case", left: "1", operator: "equals" }] },
  set: { assignments: [{ name: "x", value: "1" }] },
  request: { url: "https://shop.test" },
  chat2pay: { amount: "1", description: "a thing" },
  orderstatus: { order: "1" },
  refundorder: { order: "1" },
  captureorder: { order: "1" },
  voidorder: { order: "1" },
  goto: { flow: "other" },
}

/** The words that a mark stands around. */
function wordsIn(text: string, mark: string): string[] {
  return [...text.matchAll(new RegExp(`${mark}([^${mark}]*)${mark}`, "g"))]
    .map(([, word = ""]) => word)
    .filter((word) => word !== "")
}

it("shows a program of the client's that tests run", () => {
  const program = readFileSync("client/example.ts", "utf8").replace("./client.js", "paythread-client")
  expect(page("docs/api.md")).toContain(`\`\`\`ts\n${program}\`\`\``)
})
