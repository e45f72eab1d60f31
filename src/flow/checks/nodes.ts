import { priced } from "../../core/order/terms"
import { templateFault } from "../../core/template"
import { sentenceOf } from "../../core/text/sentences"
import type { Flow } from "../flow"
import type { FlowFault, FlowWorld, KnownNode } from "./fault"
import { strayFields } from "./fields"

/** Where the deployment's own are listed. */
const KNOWN = { flow: "flows", account: "channels" } as const

const ABSENT = {
  flow: (id: string) => `There is no published flow "${id}": publish it first, or choose another.`,
  account: (id: string) => `There is no channel account "${id}": choose another.`,
}

/** An amount in the place of one that is not known yet. */
const SOME = "1"

/** The faults of one node by itself: configuration, templates, exits, and what it needs of the deployment. */
export function nodeFaults(flow: Flow, { document, type }: KnownNode, world: FlowWorld): FlowFault[] {
  const { id: node, config } = document
  const strays = strayFields(type.config, config, ["config"])
  const faults: FlowFault[] = strays.map(({ path, message }) => ({
    code: "field",
    node,
    path: path.join("."),
    message,
  }))
  const parsed = type.config.safeParse(config, { error: sentenceOf })
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      code: "config",
      node,
      path: ["config", ...path.map(String)].join("."),
      message,
    }))
    return [...faults, ...issues]
  }
  const add = (code: string, path: string, message: string) => faults.push({ code, node, path, message })

  for (const { path, message } of type.faults(config))
    add("settings", path === "" ? "config" : `config.${path}`, message)
  for (const { path, template } of type.templates(config)) {
    const fault = templateFault(template)
    if (fault !== null) add("template", `config.${path}`, `The template does not work: ${fault}.`)
  }

  const exits = type.exits(config)
  for (const [name, target] of Object.entries(document.exits)) {
    if (!exits.some((exit) => exit.name === name))
      add("exit", `exits.${name}`, `The node has no exit "${name}": remove the connection.`)
    if (!flow.nodes.some(({ id }) => id === target))
      add("target", `exits.${name}`, `There is no node "${target}" to go to: connect the exit to another.`)
  }
  for (const { name, title, required } of exits)
    if (required && !Object.hasOwn(document.exits, name))
      add("not_connected", `exits.${name}`, `"${title}" is not connected: say what comes next.`)

  const price = type.price(config)
  if (price && world.payments !== "ready") add("payments", "", world.payments)
  // What a run fills in is for the run to read; the currency is there already.
  const read = price && world.terms && priced(world.terms, price.literal ? price : { ...price, amount: SOME })
  if (read && "fault" in read && (price?.literal || read.at === "currency"))
    add(read.at, read.at === "currency" ? "config.currency" : "config.amount", read.fault)
  if (type.hooked && world.unanswerable) add("unanswerable", "", world.unanswerable)
  for (const { path, url } of type.calls(config)) {
    const fault = world.unreachable?.(url) ?? null
    if (fault !== null) add("address", `config.${path}`, fault)
  }
  for (const { path, to, id } of type.refers(config))
    if (!world[KNOWN[to]].includes(id)) add(to, `config.${path}`, ABSENT[to](id))
  return faults
}
