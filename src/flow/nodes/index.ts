import type { NodeType } from "../node"
import { captureorder } from "./captureorder/captureorder"
import { chat2pay } from "./chat2pay/chat2pay"
import { condition } from "./condition/condition"
import { delay } from "./delay/delay"
import { end } from "./end/end"
import { goto } from "./goto/goto"
import { menu } from "./menu/menu"
import { message } from "./message/message"
import { orderstatus } from "./orderstatus/orderstatus"
import { picklist } from "./picklist/picklist"
import { question } from "./question/question"
import { refundorder } from "./refundorder/refundorder"
import { request } from "./request/request"
import { set } from "./set/set"
import { voidorder } from "./voidorder/voidorder"
import { waitcallback } from "./waitcallback/waitcallback"

/** Every node type, by its name in flow documents. Adding one is one folder and one line here. */
export const nodes: Readonly<Record<string, NodeType>> = {
  message,
  question,
  menu,
  picklist,
  condition,
  set,
  request,
  chat2pay,
  orderstatus,
  captureorder,
  voidorder,
  refundorder,
  delay,
  waitcallback,
  goto,
  end,
}

/** The node type of that name, if there is one. */
export function findNode(type: string): NodeType | null {
  return Object.hasOwn(nodes, type) ? (nodes[type] ?? null) : null
}
