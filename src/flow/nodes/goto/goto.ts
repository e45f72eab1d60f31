import * as z from "zod"
import { isRecord, type Variables } from "../../../core/json"
import { type Context, defineNode } from "../../node"
import { isOwnName } from "../../variables"

const config = z.object({
  flow: z.string().trim().min(1).max(40).meta({ title: "Flow", control: "flow" }),
  carry: z
    .boolean()
    .default(false)
    .meta({ title: "Take the variables along", description: "The flow reads them as {{ carried.Name }}." }),
})

/** Ends the run and hands the customer over to another flow. */
export const goto = defineNode({
  type: "goto",
  title: "Go to flow",
  group: "logic",
  icon: "hand-over",
  config,
  waits: false,
  exits: [],
  summary: ({ flow }) => flow,
  refers: ({ flow }) => [{ path: "flow", to: "flow", id: flow }],

  enter({ flow, carry }, context) {
    return { effects: [{ type: "start", flow, variables: handed(context, carry) }], end: "ended" }
  },
})

/** Who the customer is always goes along; what was found out goes under one name, where it cannot hide a node's results. */
function handed({ variables }: Context, carry: boolean): Variables {
  const known: Variables = {}
  const found: Variables = {}
  for (const [name, value] of Object.entries(variables)) {
    if (!isOwnName(name)) found[name] = value
    else if (name !== "carried") known[name] = value
  }
  if (!carry) return known
  const before = isRecord(variables.carried) ? variables.carried : {}
  return { ...known, carried: { ...before, ...found } }
}
