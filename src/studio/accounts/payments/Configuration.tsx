import { Alert, Button, Grid, Group, Stack, Text, Title } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useMemo, useState } from "react"
import * as z from "zod"
import { paymentConfiguration } from "../../../core/order/configuration"
import { type BodyOf, call, Refusal } from "../../client/client"
import { SchemaForm } from "../../forms/SchemaForm"
import { type FieldSchema, initialOf } from "../../forms/schema"
import { LoadFault, messageOf, notifyDone } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useWords } from "../../words"
import { useMembers } from "../../words/members"
import { useSaid } from "../../words/said"
import { useProviderAccounts } from "../account"
import { Preview } from "./Preview"
import { useConfiguration } from "./useConfiguration"

/** What the messages can name. */
const VARIABLES = ["amount", "orderNumber", "description", "link", "reason", "merchant"]

/** The payment configuration, all of it, with what customers will see of it. */
export function Configuration() {
  const { data, error, refetch } = useConfiguration()
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  return <Form saved={data.configuration} />
}

function Form({ saved }: { saved: Record<string, unknown> | null }) {
  const words = useWords()
  const { payments, shell } = words
  const form = useMembers()["core/order"]
  const say = useSaid()
  const queries = useQueryClient()
  const schema = useMemo(() => z.toJSONSchema(paymentConfiguration, { io: "input" }) as FieldSchema, [])
  const [value, setValue] = useState<Record<string, unknown>>(() => saved ?? { ...initialOf(schema), currency: "USD" })
  const choices = useChoices()
  const save = useMutation({
    // A form may be unfinished: the API says what is wrong with it.
    mutationFn: () => call("paymentConfiguration.save", { body: value as BodyOf<"paymentConfiguration.save"> }),
    onSuccess: (stored) => {
      queries.setQueryData(["payment-configuration"], stored)
      if (stored.configuration) setValue(stored.configuration)
      notifyDone(shell.saved)
    },
  })
  const refused = save.error instanceof Refusal ? save.error.faults : []
  const faults = refused.map((fault) => ({ path: fault.path, message: say(fault, form?.fields) }))
  const changed = JSON.stringify(value) !== JSON.stringify(saved)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Stack component="section" aria-label={payments.configuration}>
      <Title order={2} size="h4">
        {payments.configuration}
      </Title>
      <Text size="sm">{payments.configurationHelp}</Text>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <form onSubmit={submit}>
            <Stack>
              {save.error && (
                <Alert color="red" role="alert">
                  {messageOf(save.error, words)}
                </Alert>
              )}
              <SchemaForm
                schema={schema}
                words={form?.fields}
                value={value}
                onChange={setValue}
                faults={faults}
                choices={choices}
                variables={VARIABLES}
              />
              <Group>
                <Button type="submit" loading={save.isPending} disabled={!changed}>
                  {shell.save}
                </Button>
                <Text size="sm" role="status">
                  {changed && saved !== null ? payments.unsaved : ""}
                </Text>
              </Group>
            </Stack>
          </form>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Preview value={value} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

/** What can be chosen where the schema does not say. */
function useChoices() {
  const { payments } = useWords()
  const { data } = useProviderAccounts()
  return useMemo(() => {
    const items = data?.pages.flatMap((page) => page.items) ?? []
    return {
      account: items.map(({ id, title, mode }) => ({
        value: id,
        label: mode === null ? title : `${title} (${payments.modes[mode]})`,
      })),
    }
  }, [data, payments])
}
