import { useCallback } from "react"
import type { FlowFault } from "../../flow/checks/check"
import { useSaid } from "../words/said"
import type { Draft } from "./draft/draft"
import { useNodeWords } from "./useNodeWords"

/** A way to have a flow's fault say itself in the language in use; what has no key is said already. */
export function useSayFaults({ nodes }: Pick<Draft, "nodes">): (fault: FlowFault) => FlowFault {
  const say = useSaid()
  const words = useNodeWords()
  return useCallback(
    (fault) => {
      const type = nodes.find(({ id }) => id === fault.node)?.type ?? ""
      const inForm = { ...fault, path: fault.path.replace(/^config\./, "") }
      return { ...fault, key: "", message: say(inForm, words(type)?.fields) }
    },
    [nodes, say, words],
  )
}
