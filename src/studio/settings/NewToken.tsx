import { Alert, Button, Code, CopyButton, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { rights as every, type Right } from "../../core/right"
import { call } from "../client/client"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"

/** Makes a token and shows it, this once. */
export function NewToken() {
  const words = useWords()
  const { settings, shell } = words
  const [title, setTitle] = useState("")
  const [rights, setRights] = useState<Right[]>([])
  const queries = useQueryClient()
  const make = useMutation({
    // Not kept in the cache of queries: it must not be found there later.
    gcTime: 0,
    mutationFn: () => call("tokens.create", { body: { title: title.trim(), ...(rights.length > 0 && { rights }) } }),
    onSuccess: () => {
      setTitle("")
      setRights([])
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <>
      <form onSubmit={submit}>
        <Group align="end" gap="xs">
          <TextInput
            label={settings.tokenTitle}
            placeholder={settings.tokenExample}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            error={make.error && messageOf(make.error, words)}
            maxLength={100}
            required
            style={{ flex: "1 1 12rem" }}
          />
          <Button type="submit" loading={make.isPending}>
            {settings.make}
          </Button>
        </Group>
        <MultiSelect
          mt="xs"
          label={settings.tokenRights}
          description={settings.tokenRightsHelp}
          data={every.map((right) => ({ value: right, label: settings.rights[right] }))}
          value={rights}
          onChange={(chosen) => setRights(every.filter((right) => chosen.includes(right)))}
        />
      </form>
      {make.data && (
        <Alert variant="default" title={settings.made(make.data.title)} role="status">
          <Stack gap="sm" align="start">
            <Text size="sm">{settings.madeHelp}</Text>
            <Code className="anywhere">{make.data.token}</Code>
            <Group gap="xs">
              <CopyButton value={make.data.token}>
                {({ copied, copy }) => (
                  <Button size="xs" onClick={copy}>
                    {copied ? shell.copied : shell.copy}
                  </Button>
                )}
              </CopyButton>
              <Button size="xs" variant="default" onClick={make.reset}>
                {settings.kept}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
    </>
  )
}
