import { createContext, useContext } from "react"

/** What a card, the palette and the keys can ask of the canvas. One object for as long as the canvas is open. */
export interface Actions {
  /** Adds a node after the selected one, or in the middle. */
  add(type: string): void
  /** Adds a node where the pointer let go of it; nothing when that is not on the canvas. */
  drop(type: string, at: { x: number; y: number }): void
  /** Opens the list of node types beside an exit, at a point of the screen. */
  offer(from: { node: string; exit: string }, at: { x: number; y: number }): void
  /** Shows the fields of a node. */
  configure(node: string): void
  /** Opens the actions of a node at a point of the screen. */
  menu(node: string, at: { x: number; y: number }): void
}

/** The actions of the canvas that is open. */
export const Acting = createContext<Actions | null>(null)

/** The actions of the canvas; only below it. */
export function useActions(): Actions {
  const actions = useContext(Acting)
  if (!actions) throw new Error("used outside the canvas")
  return actions
}
