import { Alert, Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core"
import { Link, useLocation } from "wouter"
import { useCatalogue } from "../../client/catalogue"
import { call } from "../../client/client"
import { LoadFault } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useWords } from "../../words"
import { AccountHealth } from "../AccountHealth"
import { type ChannelAccount, useChannelAccounts } from "../account"
import { NewAccount } from "../NewAccount"
import { LastMessages } from "./LastMessages"

/** Numbers that customers write to. */
export default function ChannelsScreen() {
  const { channels } = useWords()
  return (
    <Stack>
      <title>{channels.heading}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {channels.heading}
        </Title>
        <Add />
      </Group>
      <List />
    </Stack>
  )
}

function Add() {
  const { channels } = useWords()
  const [, go] = useLocation()
  const { data } = useCatalogue()
  return (
    <NewAccount<ChannelAccount>
      kind="channelAccounts"
      make={(channel, fields) => call("channelAccounts.create", { body: { channel, ...fields } })}
      services={data?.channels ?? []}
      button={channels.add}
      question={channels.which}
      onMade={({ id }) => go(`/channels/${encodeURIComponent(id)}`)}
    />
  )
}

function List() {
  const { accounts, channels, shell } = useWords()
  const catalogue = useCatalogue()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useChannelAccounts()
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <Alert variant="default" title={channels.emptyTitle} maw={640}>
        {channels.empty}
      </Alert>
    )
  return (
    <>
      <Stack component="ul" aria-label={channels.heading} gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {items.map((account) => {
          const service = catalogue.data?.channels.find(({ name }) => name === account.channel)
          return (
            <Card key={account.id} component="li" withBorder padding="md">
              <Stack gap={6}>
                <Group gap="xs">
                  <Anchor
                    component={Link}
                    href={`/channels/${encodeURIComponent(account.id)}`}
                    fw={600}
                    className="anywhere"
                  >
                    {account.title}
                  </Anchor>
                  <Badge variant="default">{service?.title ?? account.channel}</Badge>
                  {service?.pretend && <Badge variant="default">{accounts.testOnly}</Badge>}
                </Group>
                <AccountHealth account={account} />
                <LastMessages account={account} />
              </Stack>
            </Card>
          )
        })}
      </Stack>
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {shell.more}
          </Button>
        </Group>
      )}
      <Text size="sm">{channels.next}</Text>
    </>
  )
}
