import type { Sentences } from "../sentences"
import { accounts } from "./accounts"
import { canvas } from "./canvas"
import { channels } from "./channels"
import { conversations } from "./conversations"
import { flows } from "./flows"
import { forms } from "./forms"
import { nodes } from "./nodes"
import { orders } from "./orders"
import { payments } from "./payments"
import { settings } from "./settings"
import { shell } from "./shell"
import { signin } from "./signin"
import { tryit } from "./tryit"

/** The studio in English: the catalogue that every other language follows. */
export const english = {
  accounts,
  canvas,
  channels,
  conversations,
  flows,
  forms,
  nodes,
  orders,
  payments,
  /** What is wrong is told in English already. */
  sentences: null as Sentences | null,
  settings,
  shell,
  signin,
  tryit,
}
