import { Alert, Button, Group, Stack, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Refusal } from "../client/client"
import { SchemaForm } from "../forms/SchemaForm"
import { initialOf } from "../forms/schema"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"
import { useSaid } from "../words/said"
import { type Account, type AccountKind, keyOf, type Service } from "./account"

interface Props<One extends Account> {
  service: Service
  /** What is changed; a new account without it. */
  account?: One
  kind: AccountKind
  save(fields: { title: string; config: Record<string, unknown> }): Promise<One>
  submit: string
  onSaved(saved: One): void
}

/** The fields of an account as its service asks for them. Secrets that are set stay masked, and as they are unless typed anew. */
export function AccountForm<One extends Account>({ service, account, kind, save, submit, onSaved }: Props<One>) {
  const words = useWords()
  const { accounts } = words
  const say = useSaid()
  const queries = useQueryClient()
  const [title, setTitle] = useState(account?.title ?? service.title)
  const [config, setConfig] = useState<Record<string, unknown>>(() => account?.config ?? initialOf(service.fields))
  const send = useMutation({
    mutationFn: () => save({ title, config }),
    onSuccess: async (saved) => {
      // What was typed as a secret must not stay in the page.
      setConfig(saved.config)
      await queries.invalidateQueries({ queryKey: [keyOf(kind)] })
      onSaved(saved)
    },
  })
  const faults = send.error instanceof Refusal ? send.error.faults : []
  const inConfig = faults
    .map((fault) => ({ ...fault, path: fault.path.replace(/^config\./, "") }))
    .map((fault) => ({ path: fault.path, message: say(fault, service.words) }))
  const inTitle = faults.find(({ path }) => path === "title")
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submitted}>
      <Stack gap="sm">
        {send.error && (
          <Alert color="red" role="alert">
            {messageOf(send.error, words)}
          </Alert>
        )}
        <TextInput
          label={accounts.title}
          description={accounts.titleHelp}
          value={title}
          error={inTitle && say(inTitle)}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          maxLength={100}
          required
        />
        <SchemaForm
          schema={service.fields}
          words={service.words}
          value={config}
          onChange={setConfig}
          faults={inConfig}
          secretsSet={account?.secrets ?? []}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={send.isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
