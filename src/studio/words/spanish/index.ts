import type { MemberSaid, Said } from "../language"
import { byFolder } from "../members"
import { accounts } from "./accounts"
import { canvas } from "./canvas"
import { channels } from "./channels"
import { conversations } from "./conversations"
import { flows } from "./flows"
import { forms } from "./forms"
import { nodes } from "./nodes"
import { orders } from "./orders"
import { payments } from "./payments"
import { sentences } from "./sentences"
import { settings } from "./settings"
import { shell } from "./shell"
import { signin } from "./signin"
import { tryit } from "./tryit"

const files = import.meta.glob<MemberSaid>(
  [
    "../../../{channels,payments}/*/words/spanish.ts",
    "../../../flow/nodes/*/words/spanish.ts",
    "../../../core/order/words/spanish.ts",
  ],
  { eager: true, import: "spanish" },
)

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
    sentences,
    settings,
    shell,
    signin,
    tryit,
  },
  members: byFolder(files),
}
