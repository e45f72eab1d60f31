import { Text } from "@mantine/core"
import { useMoments } from "../../parts/moments"
import { useWords } from "../../words"
import type { ChannelAccount } from "../account"

/** When messages last came in and went out. */
export function LastMessages({ account }: { account: ChannelAccount }) {
  const { channels, shell } = useWords()
  const moment = useMoments()
  const { lastInboundAt, lastOutboundAt } = account
  const said = (at: number | null) => (at === null ? shell.never : moment(at))
  return (
    <Text size="sm">
      {channels.lastIn(said(lastInboundAt))} {channels.lastOut(said(lastOutboundAt))}
    </Text>
  )
}
