import { Alert, Anchor, Grid, Stack, Text, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { Link } from "wouter"
import type { ConversationInFull } from "../../http/api/conversations/view"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { useMoments } from "../parts/moments"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { contactName } from "./contact"
import { Reply } from "./Reply"
import { Runs } from "./Runs"
import { Timeline } from "./Timeline"

/** How often a conversation is asked for: what is said appears while one looks on. */
const POLL_MILLISECONDS = 3_000

/** One conversation: what was said and done, and a word from the operator. */
export default function ConversationScreen({ id = "" }: { id?: string }) {
  const { conversations } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ["conversations", "one", id],
    queryFn: () => call("conversations.show", { params: { id } }),
    refetchInterval: POLL_MILLISECONDS,
  })
  const title = data ? conversations.with(contactName(data.contact, conversations.unnamed)) : conversations.title
  return (
    <Stack>
      <title>{title}</title>
      <Anchor component={Link} href="/conversations" size="sm">
        {conversations.toConversations}
      </Anchor>
      <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
        {title}
      </Title>
      {error && <LoadFault error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {data && <Told conversation={data} />}
    </Stack>
  )
}

function Told({ conversation }: { conversation: ConversationInFull }) {
  const { conversations } = useWords()
  const moment = useMoments()
  const { id, contact, channel, account, optedOutAt, lastInboundAt } = conversation
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          {optedOutAt !== null && (
            <Alert variant="default" role="status">
              {conversations.optedOut(moment(optedOutAt))}
            </Alert>
          )}
          <Timeline key={id} lines={conversation.timeline} />
          <Reply conversation={conversation} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="xl">
          <Stack component="section" gap="xs" style={{ overflowWrap: "anywhere" }}>
            <Title order={2} size="h4">
              {conversations.facts}
            </Title>
            {contact.phone !== undefined && <Fact name={conversations.phone} value={contact.phone} />}
            {contact.userId !== undefined && <Fact name={conversations.userId} value={contact.userId} />}
            <Fact name={conversations.channel} value={`${channel} (${account})`} />
            {lastInboundAt !== null && <Fact name={conversations.lastInbound} value={moment(lastInboundAt)} />}
          </Stack>
          <Runs conversation={conversation} />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Text size="sm">
      <b>{name}</b> {value}
    </Text>
  )
}
