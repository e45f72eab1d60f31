import type { MemberSaid } from "../language"
import { byFolder } from "../members"

const files = import.meta.glob<MemberSaid>(
  [
    "../../../{channels,payments}/*/words/spanish.ts",
    "../../../flow/nodes/*/words/spanish.ts",
    "../../../core/order/words/spanish.ts",
  ],
  { eager: true, import: "spanish" },
)

/** Spanish: each from its own folder. */
export const members = byFolder(files)
