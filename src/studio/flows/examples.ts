import demo from "../../../examples/demo.json"
import deposit from "../../../examples/deposit.json"

/** Flows to begin from; those of the folder `examples`. */
export const examples = [
  { id: "demo", document: demo },
  { id: "deposit", document: deposit },
] as const
