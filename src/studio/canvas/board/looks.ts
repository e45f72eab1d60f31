import {
  IconArrowForwardUp,
  IconArrowsSplit2,
  IconBell,
  IconCalendarEvent,
  IconCash,
  IconCashOff,
  IconClock,
  IconCreditCard,
  IconFile,
  IconFlag,
  IconListDetails,
  IconListSearch,
  IconMail,
  IconMapPin,
  IconMessage,
  IconMessageQuestion,
  IconPlugConnected,
  IconReceipt,
  IconReceiptRefund,
  IconStar,
  IconTag,
  IconUser,
  IconVariable,
  IconWebhook,
  type TablerIcon,
} from "@tabler/icons-react"
import type { Icon } from "../../../flow/icons"
import type { NodeType } from "../../../flow/node"

type Group = NodeType["group"]

/** The groups of node types in the order of the palette. */
export const groups: readonly Group[] = ["message", "payment", "data", "time", "logic"]

/** The colour of each group's icon. */
export const groupColour: Readonly<Record<Group, string>> = {
  message: "lagoon",
  logic: "grape",
  data: "indigo",
  time: "teal",
  payment: "orange",
}

/** The drawing of each icon that a node type can choose. */
export const drawings: Readonly<Record<Icon, TablerIcon>> = {
  message: IconMessage,
  question: IconMessageQuestion,
  list: IconListDetails,
  "list-search": IconListSearch,
  branches: IconArrowsSplit2,
  variable: IconVariable,
  plug: IconPlugConnected,
  card: IconCreditCard,
  "hand-over": IconArrowForwardUp,
  flag: IconFlag,
  clock: IconClock,
  webhook: IconWebhook,
  calendar: IconCalendarEvent,
  bell: IconBell,
  user: IconUser,
  tag: IconTag,
  mail: IconMail,
  file: IconFile,
  receipt: IconReceipt,
  refund: IconReceiptRefund,
  cash: IconCash,
  "cash-off": IconCashOff,
  map: IconMapPin,
  star: IconStar,
}
