import { Anchor, Card, Stack, Text } from "@mantine/core"
import { Link } from "wouter"
import type { ListedConversation } from "../../http/api/conversations/view"
import { useMoments } from "../parts/moments"
import { useWords } from "../words"
import { contactName } from "./contact"

/** Conversations, one card each. */
export function ContactList({ items }: { items: readonly ListedConversation[] }) {
  const { conversations } = useWords()
  const moment = useMoments()
  return (
    <Stack
      component="ul"
      aria-label={conversations.list}
      gap="xs"
      p={0}
      m={0}
      maw={720}
      style={{ listStyle: "none", overflowWrap: "anywhere" }}
    >
      {items.map((item) => (
        <Card key={item.id} component="li" withBorder padding="sm">
          <Anchor component={Link} href={`/conversations/${encodeURIComponent(item.id)}`} fw={600}>
            {contactName(item, conversations.unnamed)}
          </Anchor>
          {item.name !== null && <Text size="sm">{item.phone ?? item.userId}</Text>}
          <Text size="sm">
            {conversations.account}: {item.account} · {conversations.since} {moment(item.createdAt)}
          </Text>
        </Card>
      ))}
    </Stack>
  )
}
