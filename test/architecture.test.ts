import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { expect, it } from "vitest"
import { channels } from "../src/channels"
import { channelEmulators, providerEmulators } from "../src/cli/emulator/members"
import { providers } from "../src/payments"

/** Who may import whom: the table of docs/design.md, "Rooms". */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  flow: ["core"],
  platform: ["core"],
  channels: ["core", "platform"],
  payments: ["core", "platform"],
  store: ["core", "platform"],
  deployment: ["core", "flow", "platform", "channels", "payments", "store"],
  orders: ["core", "platform", "store", "deployment"],
  events: ["core", "platform", "store", "deployment"],
  conversation: ["core", "flow", "platform", "channels", "payments", "store", "deployment", "orders", "events"],
  http: ["core", "flow", "platform", "channels", "payments", "store", "deployment", "orders", "events", "conversation"],
  studio: ["core", "flow"],
  cli: [
    "",
    "core",
    "flow",
    "platform",
    "channels",
    "payments",
    "store",
    "deployment",
    "orders",
    "events",
    "conversation",
    "http",
  ],
}

/** Whose types may be imported too, and nothing else of them. */
const MAY_IMPORT_TYPES: Record<string, readonly string[]> = { studio: ["http"], orders: ["payments"] }

/** Words that are a node's type and something else too, with the files and folders where they are that. May only shrink. */
const OTHER_SENSES: Record<string, { means: string; in: readonly string[] }> = {
  message: {
    means: "an item that a channel brought, what of an effect is said, a group of nodes, an icon",
    in: [
      "src/channels/",
      "src/conversation/",
      "src/flow/icons.ts",
      "src/flow/node.ts",
      "src/http/intake/",
      "src/store/sandbox/",
      "src/studio/canvas/board/looks.ts",
      "src/studio/forms/SchemaForm.tsx",
    ],
  },
  request: {
    means: "the effect of that name, and its line of the timeline",
    in: [
      "src/conversation/",
      "src/flow/node.ts",
      "src/http/api/conversations/view.ts",
      "src/studio/conversations/Step.tsx",
      "src/studio/tryit/tryout.ts",
    ],
  },
  question: { means: "an icon", in: ["src/flow/icons.ts", "src/studio/canvas/board/NodeCard.tsx"] },
  menu: {
    means: "what opens at a right click",
    in: ["src/studio/canvas/Canvas.tsx", "src/studio/canvas/bar/KeysHelp.tsx", "src/studio/canvas/board/Overlays.tsx"],
  },
  end: {
    means: "a decision's field, a key, a side",
    in: ["src/flow/engine.ts", "src/studio/canvas/bar/useKeys.ts", "src/studio/conversations/Timeline.tsx"],
  },
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
  .map((name) => join("src", name))

const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]))

const imports = new Map(files.map((file) => [file, importsOf(file)]))

it("lets each folder import only what the design allows", () => {
  const wrong = [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => folderOf(target) !== folderOf(file) && !allowed(file).includes(folderOf(target)))
      .map((target) => `${file} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

it("keeps tests out of the sources, and emulators and words of members out of the Worker", () => {
  const named = files.flatMap((file) => {
    const paths = [...code(file).matchAll(/(?:from|import)\s*\(?\s*["`](\.[^"`]+)["`]/g)].map(([, path = ""]) => path)
    return paths.map((path) => ({ file, path: relative(process.cwd(), resolve(dirname(file), path)) }))
  })
  expect(named.filter(({ path }) => path.startsWith("test/"))).toEqual([])
  const emulators = /^src\/(channels|payments|platform)\/(.+\/)?emulator/
  const outside = named.filter(({ file }) => folderOf(file) !== "cli" && !emulators.test(file))
  expect(outside.filter(({ path }) => emulators.test(path))).toEqual([])
  // The studio finds them by their pattern.
  const words = /^src\/(?!studio\/).+\/words\//
  expect(named.filter(({ file, path }) => words.test(path) && !words.test(file))).toEqual([])
})

it("has an emulator in each member's folder", async () => {
  expect(Object.keys(await channelEmulators())).toEqual(Object.keys(channels))
  expect(Object.keys(await providerEmulators())).toEqual(Object.keys(providers))
})

it("has no cycles", () => {
  expect(files.flatMap((file) => cycleFrom(file, [])).slice(0, 1)).toEqual([])
})

it("has no folders whose names say nothing", () => {
  const names = files.flatMap((file) => dirname(file).split("/"))
  expect(names.filter((name) => /^(utils?|types|services|helpers?|lib|common|misc)$/.test(name))).toEqual([])
})

it("keeps clocks and chance out of core and flow", () => {
  const pure = files.filter((file) => ["core", "flow"].includes(folderOf(file)))
  const impure = pure.filter((file) => /\bDate\.now\b|new Date\(\)|Math\.random|\bfetch\(|crypto\./.test(code(file)))
  expect(impure).toEqual([])
})

it("calls fetch in one place only, beside the customer's browser", () => {
  const callers = files.filter(
    (file) => !["cli", "studio"].includes(folderOf(file)) && /(?<![.\w])fetch\(/.test(code(file)),
  )
  expect(callers.sort()).toEqual(["src/http/pay/script.ts", "src/platform/fetch.ts"])
})

it("says of every export what it is", () => {
  const bare = files.flatMap((file) => {
    const lines = (sources.get(file) ?? "").split("\n")
    return lines.flatMap((line, index) => {
      const exported = /^export (?:async |abstract )?(?:function|class|const|interface|type) (\w+)/.exec(line)
      if (!exported || isTypeOfData(line) || /\*\/\s*$/.test(lines[index - 1] ?? "")) return []
      return [`${file}: ${exported[1]}`]
    })
  })
  expect(bare).toEqual([])
})

it("says every sentence of the chat's languages somewhere", () => {
  const text = /interface Phrases \{([^}]*)/.exec(sources.get("src/core/languages/language.ts") ?? "")?.[1] ?? ""
  const sentences = [...text.matchAll(/^ {2}(\w+): string$/gm)].map(([, name = ""]) => name)
  const speakers = files.filter((file) => ["flow", "conversation"].includes(folderOf(file)))
  const said = speakers.map(code).join("\n")
  expect(sentences.length).toBeGreaterThan(20)
  const isSaid = (name: string) => new RegExp(`\\.${name}\\b|"${name}"|\\b${name}\\b[^{}]*\\} = phrases\\(`).test(said)
  expect(sentences.filter((name) => !isSaid(name))).toEqual([])
})

it("names a node's type nowhere but in its folder and the registry", () => {
  const types = readdirSync("src/flow/nodes", { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  const others = files.filter((file) => !file.startsWith("src/flow/nodes/"))
  const named = others.flatMap((file) => {
    const text = code(file).replaceAll(/\b(?:align|justify)="\w+"/g, "")
    return types.filter((type) => text.includes(`"${type}"`)).map((type) => ({ type, file }))
  })
  const allowed = Object.entries(OTHER_SENSES).flatMap(([type, { in: where }]) =>
    where.map((begin) => ({ type, begin })),
  )
  const isMeant = (one: { type: string; file: string }, { type, begin }: { type: string; begin: string }) =>
    one.type === type && one.file.startsWith(begin)
  expect(types).toContain("goto")
  expect(named.filter((one) => !allowed.some((exception) => isMeant(one, exception)))).toEqual([])
  expect(allowed.filter((exception) => !named.some((one) => isMeant(one, exception)))).toEqual([])
  expect(others.filter((file) => /\b(?:node|document)\??\.type\s*[!=]==/.test(code(file)))).toEqual([])
})

it("installs one workerd: two would test another runtime than the one that is deployed", () => {
  const packages = Object.keys(JSON.parse(readFileSync("package-lock.json", "utf8")).packages)
  expect(packages.filter((path) => path.endsWith("node_modules/workerd"))).toEqual(["node_modules/workerd"])
})

/** Types whose name and shape say everything need no sentence. */
function isTypeOfData(line: string): boolean {
  return /^export (type|interface) /.test(line)
}

function code(file: string): string {
  return (sources.get(file) ?? "").replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "")
}

function folderOf(file: string): string {
  const [, folder = "", ...rest] = file.split("/")
  return rest.length === 0 ? "" : folder
}

function allowed(file: string): readonly string[] {
  // src/index.ts puts the parts together.
  return folderOf(file) === "" ? Object.keys(MAY_IMPORT) : (MAY_IMPORT[folderOf(file)] ?? [])
}

function importsOf(file: string): string[] {
  const own = MAY_IMPORT_TYPES[folderOf(file)] ?? []
  const typesOnly = new RegExp(`^import type .*from "(\\.\\./)+(${own.join("|")})/.*$`, "gm")
  const text = own.length === 0 ? readFileSync(file, "utf8") : readFileSync(file, "utf8").replaceAll(typesOnly, "")
  return [...text.matchAll(/(?:from|import)\s+"(\.{1,2}\/[^"]+|\.{1,2})"/g)].flatMap(([, path = ""]) => {
    const base = relative(process.cwd(), resolve(dirname(file), path))
    const found = [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`, base].find((name) =>
      files.includes(name),
    )
    return found ? [found] : []
  })
}

function cycleFrom(file: string, path: readonly string[]): string[] {
  if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(" -> ")]
  if (visited.has(file)) return []
  const found = (imports.get(file) ?? []).flatMap((target) => cycleFrom(target, [...path, file]))
  visited.add(file)
  return found
}

const visited = new Set<string>()
