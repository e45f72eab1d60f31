import { Text } from "@mantine/core"
import type { TimelineLine } from "../../http/api/conversations/view"
import { worded } from "../orders/worded"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"
import classes from "./timeline.module.css"

/** One message, who said it, and how far it came. */
export function Bubble({ line }: { line: TimelineLine }) {
  const { conversations } = useWords()
  const moment = useMoments()
  const { type, text, choices, link, status, reason, byHand, at } = line
  const sent = type === "sent"
  const unheard = !sent && status === "unheard" && conversations.unheard
  const by = sent ? (byHand ? conversations.byHand : conversations.flow) : conversations.customer
  return (
    <div className={classes.bubble}>
      {text !== "" && <Text className={classes.text}>{text}</Text>}
      {choices.length > 0 && <Text size="sm">{conversations.offered(choices.join(" · "))}</Text>}
      {link !== "" && (
        <Text size="sm">
          {conversations.link}: {link}
        </Text>
      )}
      <Text size="xs" mt={4}>
        {[by, moment(at), sent && worded(conversations.deliveries, status), unheard].filter(Boolean).join(" · ")}
      </Text>
      {reason !== "" && (
        <Text size="sm" className={classes.failed}>
          {conversations.because(reason)}
        </Text>
      )}
    </div>
  )
}
