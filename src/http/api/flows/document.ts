import * as z from "zod"
import { flowDocument, flowTriggers, nodeDocument } from "../../../flow/flow"

/** A node that is still being drawn: what it is called and where it leads may be unfinished. Not read recursively. */
const draftNode = z
  .strictObject({
    ...nodeDocument.shape,
    name: z.string().max(40).meta({ description: "Unique in the flow; later nodes read its results under it." }),
    config: z.record(z.string(), z.unknown()).default({}).meta({ description: "The fields of its type." }),
    exits: z
      .record(z.string().max(40), z.string().max(40))
      .default({})
      .meta({ description: "The id of the next node by the name of the exit." }),
    position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
  })
  .meta({ id: "FlowNode" })

/** A flow that is still being drawn. Its faults are for the check to find; only its shape must be a flow's. */
export const flowDraft = z
  .strictObject({
    ...flowDocument.shape,
    triggers: flowTriggers.strict().default({ keywords: [], anyMessage: false, accounts: [] }),
    start: z.string().max(40).default("").meta({ description: "The id of the first node." }),
    nodes: z.array(draftNode).max(500).default([]),
  })
  .meta({ id: "FlowDocument" })

export type FlowDraft = z.output<typeof flowDraft>

/** A document that is stored, as it is. */
export const storedDocument = z.record(z.string(), z.unknown()).meta({ description: "A FlowDocument." })
