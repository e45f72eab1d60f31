import { Accordion, Alert, Badge, Button, Group, Stack, Text, Title } from "@mantine/core"
import { useState } from "react"
import { useCatalogue } from "../../client/catalogue"
import { call } from "../../client/client"
import { LoadFault } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useWords } from "../../words"
import { AccountHealth } from "../AccountHealth"
import { type ProviderAccount, useProviderAccounts } from "../account"
import { NewAccount } from "../NewAccount"
import { Provider } from "./Provider"
import { useConfiguration } from "./useConfiguration"

/** The accounts at payment providers, and whether the one in use moves real money. */
export function Providers() {
  const { payments, shell } = useWords()
  const [opened, setOpened] = useState<string | null>(null)
  const catalogue = useCatalogue()
  const used = useConfiguration().data?.configuration?.account
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useProviderAccounts()
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const inUse = items.find(({ id }) => id === used)
  return (
    <Stack component="section" aria-label={payments.accounts}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {payments.accounts}
        </Title>
        <NewAccount<ProviderAccount>
          kind="paymentAccounts"
          make={(provider, fields) => call("paymentAccounts.create", { body: { provider, ...fields } })}
          services={catalogue.data?.providers ?? []}
          button={payments.add}
          question={payments.which}
          onMade={({ id }) => setOpened(id)}
        />
      </Group>
      {inUse && (
        <Alert variant="default" title={inUse.mode === "live" ? payments.liveTitle : payments.testTitle}>
          {inUse.mode === "live"
            ? payments.live(inUse.title)
            : inUse.mode === "test"
              ? payments.test(inUse.title)
              : payments.sealed(inUse.title)}
        </Alert>
      )}
      {error ? (
        <LoadFault error={error} retry={refetch} />
      ) : !data ? (
        <Waiting />
      ) : items.length === 0 ? (
        <Alert variant="default" title={payments.emptyTitle} maw={640}>
          {payments.empty}
        </Alert>
      ) : (
        <Accordion variant="separated" order={3} value={opened} onChange={setOpened}>
          {items.map((account) => {
            const service = catalogue.data?.providers.find(({ name }) => name === account.provider)
            return (
              <Accordion.Item key={account.id} value={account.id}>
                <Accordion.Control>
                  <Group gap="xs">
                    <Text fw={600} className="anywhere">
                      {account.title}
                    </Text>
                    <Badge variant="default">{service?.title ?? account.provider}</Badge>
                    <Badge variant={account.mode === "live" ? "filled" : "default"}>
                      {account.mode === null ? payments.unreadable : payments.modes[account.mode]}
                    </Badge>
                    {account.id === used && <Badge variant="default">{payments.inUse}</Badge>}
                  </Group>
                  <AccountHealth account={account} />
                </Accordion.Control>
                <Accordion.Panel>
                  {opened === account.id && (
                    <Provider account={account} service={service} onRemoved={() => setOpened(null)} />
                  )}
                </Accordion.Panel>
              </Accordion.Item>
            )
          })}
        </Accordion>
      )}
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {shell.more}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
