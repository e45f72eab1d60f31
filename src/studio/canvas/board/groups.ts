import { IconArrowsSplit2, IconCreditCard, IconDatabase, IconMessage, type TablerIcon } from "@tabler/icons-react"
import type { NodeType } from "../../../flow/node"

type Group = NodeType["group"]

/** The groups of node types in the order of the palette. */
export const groups: readonly Group[] = ["message", "payment", "data", "logic"]

/** The icon of each group. */
export const groupIcon: Readonly<Record<Group, TablerIcon>> = {
  message: IconMessage,
  logic: IconArrowsSplit2,
  data: IconDatabase,
  payment: IconCreditCard,
}

/** The colour of each group's icon. */
export const groupColour: Readonly<Record<Group, string>> = {
  message: "lagoon",
  logic: "grape",
  data: "indigo",
  payment: "orange",
}
