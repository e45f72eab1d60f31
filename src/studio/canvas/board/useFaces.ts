import { useCallback } from "react"
import type { DraftNode } from "../draft/draft"
import { useNodeWords } from "../useNodeWords"
import { type Face, face } from "./ports"

/** What nodes show of themselves in the language in use. */
export function useFaces(): (node: DraftNode) => Face {
  const words = useNodeWords()
  return useCallback(
    (node) => {
      const { title, summary, ports } = face(node)
      const said = words(node.type)
      return {
        title: said?.title ?? title,
        summary,
        // By their names: the title of an exit may be the author's own words.
        ports: ports.map((port) => ({ ...port, title: said?.exits?.[port.name] ?? port.title })),
      }
    },
    [words],
  )
}
