import { Button, Group, NumberInput, Stack, Switch, Text } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import type { SettingsView } from "../../http/api/deployment/view"
import { call } from "../client/client"
import { LoadFault, messageOf, notifyDone } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"

/** Days that are offered when erasing is switched on. */
const USUAL_DAYS = 90

/** How long the messages of a quiet conversation are kept. */
export function Retention() {
  const { data, error, refetch } = useQuery({ queryKey: ["settings"], queryFn: () => call("settings.show") })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  return <Form key={String(data.retentionDays)} saved={data} />
}

function Form({ saved }: { saved: SettingsView }) {
  const words = useWords()
  const { settings, shell } = words
  const queries = useQueryClient()
  const [days, setDays] = useState<number | string | null>(saved.retentionDays)
  const save = useMutation({
    mutationFn: () => call("settings.save", { body: { retentionDays: days === null ? null : Number(days) } }),
    onSuccess: (stored) => {
      queries.setQueryData(["settings"], stored)
      notifyDone(shell.saved)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="start">
        <Text size="sm">{settings.retentionHelp}</Text>
        <Switch
          label={settings.erase}
          checked={days !== null}
          onChange={({ currentTarget }) => setDays(currentTarget.checked ? (saved.retentionDays ?? USUAL_DAYS) : null)}
        />
        {days !== null && (
          <NumberInput
            label={settings.days}
            value={days}
            onChange={setDays}
            min={1}
            max={3650}
            allowDecimal={false}
            required
          />
        )}
        {save.error && (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            {messageOf(save.error, words)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={days === saved.retentionDays}>
            {shell.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
