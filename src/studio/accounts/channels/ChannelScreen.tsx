import { Anchor, Badge, Card, Group, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import { Link, useLocation } from "wouter"
import { useCatalogue } from "../../client/catalogue"
import { call } from "../../client/client"
import { Copied } from "../../parts/Copied"
import { LoadFault, notifyDone } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useWords } from "../../words"
import { AccountForm } from "../AccountForm"
import { AccountHealth } from "../AccountHealth"
import { useChannelAccount } from "../account"
import { Guide } from "../Guide"
import { NewAddress } from "../NewAddress"
import { RemoveAccount } from "../RemoveAccount"
import { CheckAccount } from "./CheckAccount"
import { LastMessages } from "./LastMessages"
import { TestMessage } from "./TestMessage"

/** Seconds between looks for new messages, so that somebody setting a number up sees the first one come. */
const EVERY = 10

/** One account on a channel: setting it up, trying it out, changing it. */
export default function ChannelScreen({ id = "" }: { id?: string }) {
  const words = useWords()
  const { accounts, channels, shell } = words
  const [, go] = useLocation()
  const { data: account, error, refetch } = useChannelAccount(id, EVERY)
  const catalogue = useCatalogue()
  const fault = error ?? catalogue.error
  if (fault)
    return (
      <LoadFault
        error={fault}
        retry={() => {
          refetch()
          catalogue.refetch()
        }}
      />
    )
  if (!account || !catalogue.data) return <Waiting />
  const service = catalogue.data.channels.find(({ name }) => name === account.channel)
  return (
    <Stack maw={860}>
      <title>{account.title}</title>
      <Anchor component={Link} href="/channels" size="sm">
        {channels.all}
      </Anchor>
      <Group gap="xs">
        <Title order={1} size="h2" className="anywhere">
          {account.title}
        </Title>
        <Badge variant="default">{service?.title ?? account.channel}</Badge>
      </Group>
      <AccountHealth account={account} />
      <LastMessages account={account} />
      {service ? (
        <>
          <Section title={channels.setUp}>
            <Guide steps={service.guide} values={{ webhookUrl: account.webhookUrl }} />
            <Text size="sm" fw={600}>
              {channels.webhook}
            </Text>
            <Copied value={account.webhookUrl} label={channels.webhook} />
            {service.secretAddress && <NewAddress kind="channelAccounts" account={account} />}
          </Section>
          <Section title={channels.checkTitle}>
            <CheckAccount id={id} />
          </Section>
          <Section title={channels.test}>
            <TestMessage id={id} windowHours={service.capabilities.windowHours} />
          </Section>
          <Section title={channels.settings}>
            <AccountForm
              key={account.id}
              service={service}
              account={account}
              kind="channelAccounts"
              save={(body) => call("channelAccounts.save", { params: { id }, body })}
              submit={shell.save}
              onSaved={() => notifyDone(shell.saved)}
            />
          </Section>
        </>
      ) : (
        <Text>{accounts.unknownService}</Text>
      )}
      <Group>
        <RemoveAccount
          kind="channelAccounts"
          account={account}
          question={channels.removeQuestion}
          onRemoved={() => go("/channels")}
        />
      </Group>
    </Stack>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title} withBorder>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  )
}
