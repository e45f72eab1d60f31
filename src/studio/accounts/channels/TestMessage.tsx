import { Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { call, Refusal } from "../../client/client"
import { messageOf } from "../../parts/Fault"
import { useWords } from "../../words"
import { useSaid } from "../../words/said"

/** Sends one text outside any conversation, and says what the channel says to it. */
export function TestMessage({ id, windowHours }: { id: string; windowHours: number | null }) {
  const words = useWords()
  const { channels } = words
  const say = useSaid()
  const queries = useQueryClient()
  const [to, setTo] = useState("")
  const [text, setText] = useState(channels.testText)
  const send = useMutation({
    mutationFn: () => call("channelAccounts.test", { params: { id }, body: { to: to.replace(/[\s()-]/g, ""), text } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["channel-accounts"] }),
  })
  const faults = send.error instanceof Refusal ? send.error.faults : []
  const at = (field: string) => {
    const fault = faults.find(({ path: place }) => place === field)
    return fault && say(fault)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          {channels.testHelp} {windowHours !== null && channels.testWindow(windowHours)}
        </Text>
        <TextInput
          label={channels.testTo}
          placeholder="+27821234567"
          type="tel"
          autoComplete="tel"
          value={to}
          error={at("to")}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          required
        />
        <TextInput
          label={channels.testWhat}
          value={text}
          error={at("text")}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          maxLength={500}
          required
        />
        <Group>
          <Button type="submit" loading={send.isPending}>
            {channels.send}
          </Button>
        </Group>
        <div role="status">
          {send.data && (
            <Text size="sm" className="anywhere">
              {channels.tested(send.data.id)}
            </Text>
          )}
          {send.error && faults.length === 0 && (
            <Text size="sm" c="var(--mantine-color-error)">
              {channels.refused(messageOf(send.error, words))}
            </Text>
          )}
        </div>
      </Stack>
    </form>
  )
}
