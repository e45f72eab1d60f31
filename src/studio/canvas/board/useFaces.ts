import { useCallback } from "react"
import { useTerms } from "../../words/terms"
import type { DraftNode } from "../draft/draft"
import { type Face, face } from "./ports"

/** What nodes show of themselves in the language in use. */
export function useFaces(): (node: DraftNode) => Face {
  const say = useTerms()
  return useCallback(
    (node) => {
      const { title, summary, ports } = face(node)
      // By their names: the title of an exit may be the author's own words.
      const said = (name: string, own: string) => {
        const term = `${node.type}.${name}`
        const found = say(term)
        return found === term ? own : found
      }
      return {
        title: say(title),
        summary,
        ports: ports.map((port) => ({ ...port, title: said(port.name, port.title) })),
      }
    },
    [say],
  )
}
