import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { call } from "../../client/client"
import { Copied } from "../../parts/Copied"
import { messageOf, notifyDone } from "../../parts/Fault"
import { useWords } from "../../words"
import { useSaid } from "../../words/said"
import { AccountForm } from "../AccountForm"
import { Arrange } from "../Arrange"
import type { ProviderAccount, Service } from "../account"
import { Guide } from "../Guide"
import { NewAddress } from "../NewAddress"
import { RemoveAccount } from "../RemoveAccount"

interface Props {
  account: ProviderAccount
  service: Service | undefined
  onRemoved(): void
}

/** One account at a provider: setting it up, trying its keys, changing it. */
export function Provider({ account, service, onRemoved }: Props) {
  const { accounts, payments, shell } = useWords()
  const params = { id: account.id }
  return (
    <Stack maw={760}>
      <Title order={4} size="h5">
        {accounts.guide}
      </Title>
      {service && <Guide steps={service.guide} values={{ callbackUrl: account.callbackUrl }} />}
      <div>
        <Text size="sm" fw={600}>
          {payments.callback}
        </Text>
        <Copied value={account.callbackUrl} label={payments.callback} />
        {service?.secretAddress && <NewAddress kind="paymentAccounts" account={account} />}
      </div>
      {account.arranges && <Arrange account={account} />}
      <Title order={4} size="h5">
        {payments.keys}
      </Title>
      {service ? (
        <AccountForm
          service={service}
          account={account}
          kind="paymentAccounts"
          save={(body) => call("paymentAccounts.save", { params, body })}
          submit={shell.save}
          onSaved={() => notifyDone(shell.saved)}
        />
      ) : (
        <Text size="sm">{accounts.unknownService}</Text>
      )}
      <Trial id={account.id} />
      <Group>
        <RemoveAccount
          kind="paymentAccounts"
          account={account}
          question={payments.removeQuestion}
          onRemoved={onRemoved}
        />
      </Group>
    </Stack>
  )
}

/** Asks the provider something harmless. */
function Trial({ id }: { id: string }) {
  const words = useWords()
  const { payments } = words
  const say = useSaid()
  const trial = useMutation({
    mutationFn: () => call("paymentAccounts.test", { params: { id } }),
  })
  return (
    <Stack gap="xs" align="start">
      <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
        {payments.tryKeys}
      </Button>
      <div role="status">
        {trial.data && <Text size="sm">{payments.tried(say(trial.data), payments.modes[trial.data.mode])}</Text>}
        {trial.error && (
          <Text size="sm" c="var(--mantine-color-error)">
            {messageOf(trial.error, words)}
          </Text>
        )}
      </div>
    </Stack>
  )
}
