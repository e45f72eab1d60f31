import { Anchor, Text } from "@mantine/core"
import {
  IconAlertTriangle,
  IconCircleDot,
  IconClock,
  IconFlag,
  IconNote,
  IconReceipt,
  IconSettingsAutomation,
  IconWebhook,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react"
import { Link } from "wouter"
import type { TimelineLine } from "../../http/api/conversations/view"
import { worded } from "../orders/worded"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"
import type { Words } from "../words/language"
import classes from "./timeline.module.css"

type Type = Exclude<TimelineLine["type"], "received" | "sent">

const ICONS: Record<Type, TablerIcon> = {
  passed: IconCircleDot,
  order: IconReceipt,
  request: IconWorld,
  callback: IconWebhook,
  timer: IconClock,
  ended: IconFlag,
  note: IconNote,
  duty: IconSettingsAutomation,
}

/** Something that happened between the messages, in a line. */
export function Step({ line }: { line: TimelineLine }) {
  const words = useWords()
  const moment = useMoments()
  const { type, status, reason, text, at } = line
  if (type === "received" || type === "sent") return null
  const failed = status === "failed" && type !== "order"
  const Icon = failed ? IconAlertTriangle : ICONS[type]
  // A timer that waits says its time itself; nodes are passed along with what is beside them.
  const timed = type !== "passed" && status !== "waiting"
  const said = sentence(line, words, moment)
  return (
    <Text size="sm" component="div" className={failed ? classes.failed : undefined}>
      <Icon size={14} stroke={1.8} aria-hidden style={{ verticalAlign: "-2px" }} />{" "}
      {type === "order" && text !== "" ? (
        <Anchor component={Link} href={`/orders?q=${encodeURIComponent(text)}`}>
          {said}
        </Anchor>
      ) : (
        said
      )}
      {timed && ` · ${moment(at)}`}
      {reason !== "" && ` · ${words.conversations.because(reason)}`}
    </Text>
  )
}

function sentence(line: TimelineLine, { conversations, orders }: Words, moment: (at: number) => string): string {
  const { type, text, status, exit, at } = line
  switch (type) {
    case "passed":
      return exit === "" ? conversations.entered(text) : conversations.passed(text, exit)
    case "order":
      return conversations.order(
        text,
        worded({ ...orders.statuses, refused: conversations.refused, overpaid: orders.overpaid }, status),
      )
    case "request":
      return `${conversations.request(text)} · ${worded(conversations.states, status)}`
    case "callback":
      return conversations.callback(text)
    case "timer":
      return status === "waiting" ? conversations.timerWaits(text, moment(at)) : conversations.timerRang
    case "ended":
      return `${status === "failed" ? conversations.broke : conversations.ended}: ${text}`
    case "duty":
      return `${text} · ${worded(conversations.states, status)}`
    default:
      return text
  }
}
