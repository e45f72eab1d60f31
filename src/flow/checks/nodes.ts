import { terms } from "../../core/order/terms"
import { templateFault } from "../../core/template"
import { read } from "../../core/text/issues"
import type { Sentence } from "../../core/text/sentence"
import { type Flow, nodeOf } from "../flow"
import { say } from "../sentences"
import type { FlowFault, FlowWorld, KnownNode } from "./fault"
import { strayFields } from "./fields"

/** Where the deployment's own are listed. */
const KNOWN = { flow: "flows", account: "channels" } as const

const ABSENT = { flow: "flowAbsent", account: "channelAbsent" } as const

/** The faults of one node by itself: configuration, templates, exits, and what it needs of the deployment. */
export function nodeFaults(flow: Flow, { document, type }: KnownNode, world: FlowWorld): FlowFault[] {
  const { id: node, config } = document
  const strays = strayFields(type.config, config, ["config"])
  const faults: FlowFault[] = []
  const add = (code: string, path: readonly string[], said: Sentence) =>
    faults.push({ code, node, path: path.join("."), ...said })
  for (const { path, said } of strays) add("field", path, said)
  const parsed = read(type.config, config)
  if ("issues" in parsed) {
    for (const { path, said } of parsed.issues) add("config", ["config", ...path], said)
    return faults
  }

  for (const { path, said } of type.faults(config)) add("settings", path === "" ? ["config"] : ["config", path], said)
  for (const { path, template } of type.templates(config)) {
    const fault = templateFault(template)
    if (fault !== null) add("template", ["config", path], say("template", { reason: fault }))
  }

  const exits = type.exits(config)
  for (const [name, target] of Object.entries(document.exits)) {
    if (!exits.some((exit) => exit.name === name)) add("exit", ["exits", name], say("exitAbsent", { exit: name }))
    if (!nodeOf(flow, target)) add("target", ["exits", name], say("targetAbsent", { id: target }))
  }
  for (const { name, title, required } of exits)
    if (required && !Object.hasOwn(document.exits, name))
      add("not_connected", ["exits", name], say("notConnected", { exit: title }))

  const wanted = type.wants(config)
  if (wanted && world.payments !== "ready") add("payments", [], world.payments)
  const agreed = wanted && world.limits && terms(wanted, world.limits, "author")
  if (agreed && "faults" in agreed)
    for (const { at, fault } of agreed.faults) {
      const [code = at] = at.split(".")
      add(code, ["config", at === "charge" ? "amount" : at], fault)
    }
  if (type.hooked && world.unanswerable) add("unanswerable", [], world.unanswerable)
  for (const { path, url } of type.calls(config)) {
    const fault = world.unreachable?.(url) ?? null
    if (fault !== null) add("address", ["config", path], fault)
  }
  for (const { path, to, id } of type.refers(config))
    if (!world[KNOWN[to]].includes(id)) add(to, ["config", path], say(ABSENT[to], { id }))
  return faults
}
