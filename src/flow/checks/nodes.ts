import { templateFault } from "../../core/template"
import type { Flow } from "../flow"
import type { FlowFault, FlowWorld, KnownNode } from "./fault"

/** The faults of one node by itself: configuration, templates, exits, and what it needs of the deployment. */
export function nodeFaults(flow: Flow, { document, type }: KnownNode, world: FlowWorld): FlowFault[] {
  const { id: node, config } = document
  const parsed = type.config.safeParse(config)
  if (!parsed.success)
    return parsed.error.issues.map((issue) => ({
      code: "config",
      node,
      path: ["config", ...issue.path.map(String)].join("."),
      message: issue.message,
    }))
  const faults: FlowFault[] = []
  const add = (code: string, path: string, message: string) => faults.push({ code, node, path, message })

  for (const message of type.faults(config)) add("settings", "config", message)
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

  if (type.group === "payment" && world.payments !== "ready") add("payments", "", world.payments)
  for (const flowId of type.flows(config))
    if (!world.flows.includes(flowId))
      add("flow", "config.flow", `There is no published flow "${flowId}": publish it first, or choose another.`)
  return faults
}
