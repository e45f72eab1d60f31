import type { Limits } from "../../core/order/terms"
import type { Sentence } from "../../core/text/sentence"
import type { FlowNode } from "../flow"
import type { NodeType } from "../node"

/** Something that keeps a flow from working, in a sentence that says what to do. */
export interface FlowFault extends Sentence {
  code: string
  /** The node's id, where it is one node's fault. */
  node: string | null
  /** Where it stands in the document, or in the node: "triggers.keywords.0", "config.text", "exits.paid". */
  path: string
}

/** What a flow needs to know of its deployment. */
export interface FlowWorld {
  /** What may be ordered; null while that is not known, which is no fault of the flow. */
  limits: Limits | null
  /** Why no run could call an address; null when it could. Absent where only the deployment knows. */
  unreachable?: (url: string) => Sentence | null
  /** Why nobody outside could call an address of this deployment; null when it could. Absent where nobody knows. */
  unanswerable?: Sentence | null
  /** "ready", or why no payment can be taken. */
  payments: "ready" | Sentence
  /** Ids of published flows. */
  flows: readonly string[]
  /** Ids of channel accounts. */
  channels: readonly string[]
}

/** A node of a known type whose configuration was accepted. */
export interface KnownNode {
  document: FlowNode
  type: NodeType
}
