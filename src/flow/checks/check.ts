import { templateFault } from "../../core/template"
import { type Issue, read } from "../../core/text/issues"
import { normal } from "../../core/text/normal"
import type { Sentence } from "../../core/text/sentence"
import { type Flow, flowDocument } from "../flow"
import { findNode } from "../nodes"
import { flowSentences, say } from "../sentences"
import type { FlowFault, FlowWorld, KnownNode } from "./fault"
import { strayFields } from "./fields"
import { graphFaults } from "./graph"
import { nodeFaults } from "./nodes"
import { shapeFault } from "./shape"
import { silentWays } from "./silence"
import { variableFaults } from "./variables"

export type { FlowFault, FlowWorld } from "./fault"

/**
 * Every fault of a flow document, whatever it is: an import may be anything. The flow is null when it cannot even be read;
 * it can be published when there are no faults. Warnings keep nothing from being published.
 */
export function checkFlow(document: unknown, world: FlowWorld): Checked {
  const refused = (faults: FlowFault[]) => ({ flow: null, faults, warnings: [] })
  const shape = shapeFault(document)
  if (shape !== null) return refused([{ code: "document", node: null, path: "", ...shape }])
  const parsed = read(flowDocument, document, flowSentences)
  if ("issues" in parsed) return refused(parsed.issues.map((issue) => schemaFault(issue, document)))
  const flow = parsed.data
  const known: KnownNode[] = []
  const faults = [...documentFaults(flow, world)]
  for (const node of flow.nodes) {
    const type = findNode(node.type)
    if (!type) {
      faults.push({ code: "type", node: node.id, path: "type", ...say("typeUnknown", { type: node.type }) })
      continue
    }
    const found = nodeFaults(flow, { document: node, type }, world)
    faults.push(...found)
    if (!found.some(({ code }) => code === "config")) known.push({ document: node, type })
  }
  faults.push(...graphFaults(flow, known), ...variableFaults(flow, known))
  return { flow, faults, warnings: silentWays(flow, known) }
}

/** What a check finds. */
export interface Checked {
  flow: Flow | null
  faults: FlowFault[]
  /** What works, though hardly as anybody wants it: ways that end in silence. */
  warnings: FlowFault[]
}

/** The fields in the nodes of a draft that their types do not have; all else about a draft may be unfinished. */
export function draftFaults(nodes: readonly { id: string; type: string; config: unknown }[]): FlowFault[] {
  return nodes.flatMap(({ id, type, config }, index) => {
    const known = findNode(type)
    const strays = known ? strayFields(known.config, config, ["nodes", String(index), "config"]) : []
    return strays.map(({ path, said }) => ({ code: "field", node: id, path: path.join("."), ...said }))
  })
}

function schemaFault({ path: at, said }: Issue, document: unknown): FlowFault {
  const [list, index, ...rest] = at
  const nodes = typeof document === "object" && document !== null && "nodes" in document ? document.nodes : null
  const node: unknown = list === "nodes" && Array.isArray(nodes) ? nodes[Number(index)] : null
  const id = typeof node === "object" && node !== null && "id" in node && typeof node.id === "string" ? node.id : null
  const path = (id === null ? at : rest).join(".")
  return { code: "schema", node: id, path, ...said }
}

function documentFaults(flow: Flow, world: FlowWorld): FlowFault[] {
  const faults: FlowFault[] = []
  const add = (code: string, node: string | null, path: string, said: Sentence) =>
    faults.push({ code, node, path, ...said })
  const ids = new Set<string>()
  const names = new Set<string>()
  for (const { id, name } of flow.nodes) {
    if (ids.has(id)) add("duplicate_id", id, "id", say("idTwice", { id }))
    if (names.has(name)) add("duplicate_name", id, "name", say("nameTwice", { name }))
    ids.add(id)
    names.add(name)
  }
  if (!ids.has(flow.start)) add("start", null, "start", say("startAbsent", { id: flow.start }))
  const standing = templateFault(flow.standing ?? "")
  if (standing !== null) add("template", null, "standing", say("template", { reason: standing }))
  const keywords = flow.triggers.keywords.map(normal)
  keywords.forEach((keyword, index) => {
    const path = `triggers.keywords.${index}`
    if (keyword === "") add("keyword", null, path, say("keywordEmpty"))
    else if (keywords.indexOf(keyword) < index) add("keyword", null, path, say("keywordTwice", { keyword }))
  })
  flow.triggers.accounts.forEach((account, index) => {
    if (!world.channels.includes(account))
      add("account", null, `triggers.accounts.${index}`, say("channelAbsent", { id: account }))
  })
  return faults
}
