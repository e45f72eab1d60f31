import type { NodeType } from "../node"
import { chat2pay } from "./chat2pay"
import { condition } from "./condition"
import { end } from "./end"
import { goto } from "./goto"
import { menu } from "./menu"
import { message } from "./message"
import { question } from "./question"
import { request } from "./request"
import { set } from "./set"

/** Every node type, by its name in flow documents. Adding one is one file and one line here. */
export const nodes: Readonly<Record<string, NodeType>> = {
  message,
  question,
  menu,
  condition,
  set,
  request,
  chat2pay,
  goto,
  end,
}

/** The node type of that name, if there is one. */
export function findNode(type: string): NodeType | null {
  return Object.hasOwn(nodes, type) ? (nodes[type] ?? null) : null
}
