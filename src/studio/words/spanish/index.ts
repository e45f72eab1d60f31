import type { Said } from "../language"
import { accounts } from "./accounts"
import { canvas } from "./canvas"
import { channels } from "./channels"
import { conversations } from "./conversations"
import { flows } from "./flows"
import { forms } from "./forms"
import { members } from "./members"
import { nodes } from "./nodes"
import { orders } from "./orders"
import { payments } from "./payments"
import { settings } from "./settings"
import { shell } from "./shell"
import { signin } from "./signin"
import { tryit } from "./tryit"

/** The studio in Spanish. */
export const spanish: Said = {
  words: {
    accounts,
    canvas,
    channels,
    conversations,
    flows,
    forms,
    nodes,
    orders,
    payments,
    settings,
    shell,
    signin,
    tryit,
  },
  members,
}
