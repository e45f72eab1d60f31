import { references } from "../../core/template"
import type { Sentence } from "../../core/text/sentence"
import type { Flow } from "../flow"
import { say } from "../sentences"
import { isOwnName, ownVariables } from "../variables"
import type { FlowFault, KnownNode } from "./fault"
import { reachOf } from "./graph"

/** A name that templates can read: who provides it, and the names under it; null when anything may be. */
interface Provider {
  nodes: string[]
  names: readonly string[] | null
  /** Its address is there from the run's beginning. */
  hooked?: boolean
}

/** Variables that nothing provides, clashes of names, and results read before their node can have been passed. */
export function variableFaults(flow: Flow, known: readonly KnownNode[]): FlowFault[] {
  const { providers, clashes } = provided(flow, known)
  const targets = new Map(flow.nodes.map((node) => [node.id, Object.values(node.exits)]))
  const leads = reachOf(targets)
  const faults = [...clashes]
  for (const { document, type } of known) {
    const problem = (path: string[], names: readonly string[]): Sentence | null => {
      const [name = "", field] = path
      if (names.includes(name)) return null
      const own: readonly string[] | null | undefined = isOwnName(name) ? ownVariables[name] : undefined
      const provider = providers.get(name)
      if (own === undefined && !provider) return say("variableUnknown", { name })
      if (field === "hook" && provider?.hooked) return null
      const fields = own === undefined ? (provider?.names ?? null) : own
      if (field !== undefined && fields !== null && !fields.includes(field))
        return say("variableWithout", { name, field, fields: fields.join(", ") })
      if (provider && !provider.nodes.some((id) => leads(id, document.id))) return say("variableTooEarly", { name })
      return null
    }
    for (const { path, template, names = [] } of type.templates(document.config)) {
      const problems = references(template).map((reference) => problem(reference, names))
      const told = new Map(problems.flatMap((said) => (said === null ? [] : [[said.message, said]])))
      for (const said of told.values())
        faults.push({ code: "variable", node: document.id, path: `config.${path}`, ...said })
    }
  }
  return [...faults, ...untold(known)]
}

/** Waits for a call at an address that no template says: nobody could ever make it. */
function untold(known: readonly KnownNode[]): FlowFault[] {
  const told = new Set(
    known.flatMap(({ document, type }) =>
      type
        .templates(document.config)
        .flatMap(({ template }) => references(template))
        .flatMap(([name = "", field = "hook"]) => (field === "hook" ? [name] : [])),
    ),
  )
  return known
    .filter(({ document, type }) => type.hooked && !told.has(document.name))
    .map(({ document: { id, name } }) => ({
      code: "untold",
      node: id,
      path: "",
      ...say("hookUntold", { name }),
    }))
}

function provided(flow: Flow, known: readonly KnownNode[]): { providers: Map<string, Provider>; clashes: FlowFault[] } {
  const providers = new Map<string, Provider>()
  const clashes: FlowFault[] = []
  // A node whose type or configuration is faulty may provide anything: one fault is told once.
  for (const { id, name } of flow.nodes) providers.set(name, { nodes: [id], names: null })
  for (const { document, type } of known) {
    const { names, open } = type.results(document.config)
    providers.set(document.name, { nodes: [document.id], names: open ? null : names, hooked: type.hooked })
  }
  const nodeNames = new Set(flow.nodes.map(({ name }) => name))
  for (const { document, type } of known)
    for (const name of type.results(document.config).set ?? []) {
      if (nodeNames.has(name) || isOwnName(name))
        clashes.push({
          code: "name",
          node: document.id,
          path: "config",
          ...say("variableClash", { name }),
        })
      else providers.set(name, { nodes: [...(providers.get(name)?.nodes ?? []), document.id], names: null })
    }
  return { providers, clashes }
}
