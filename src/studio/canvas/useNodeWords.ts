import { useCallback } from "react"
import type { MemberSaid } from "../words/language"
import { useMembers } from "../words/members"

/** What a node type says of itself in the language in use, where that is not English. */
export type NodeSaid = (type: string) => MemberSaid | undefined

/** A way to ask for what node types say that stays the same while the language does. */
export function useNodeWords(): NodeSaid {
  const members = useMembers()
  return useCallback((type) => members[`flow/nodes/${type}`], [members])
}
