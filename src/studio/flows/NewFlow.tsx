import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { useLocation } from "wouter"
import { call } from "../client/client"
import { documentFor } from "../client/document"
import { messageOf } from "../parts/Fault"
import { useWords } from "../words"
import { examples } from "./examples"

/** Begins a flow, empty or from an example, and opens it. */
export function NewFlow() {
  const words = useWords()
  const { flows, shell } = words
  const [opened, { open, close }] = useDisclosure()
  const [name, setName] = useState("")
  const [from, setFrom] = useState("empty")
  const queries = useQueryClient()
  const [, go] = useLocation()
  const create = useMutation({
    mutationFn: () => {
      const document = { ...examples.find(({ id }) => id === from)?.document, name: name.trim() }
      return call("flows.create", { body: { document: documentFor(document) } })
    },
    onSuccess: ({ id }) => {
      queries.invalidateQueries({ queryKey: ["flows"] })
      go(`/flows/${encodeURIComponent(id)}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {flows.new}
      </Button>
      <Modal opened={opened} onClose={close} title={flows.new} closeButtonProps={{ "aria-label": shell.close }}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={flows.name}
              description={flows.nameHelp}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={create.error && messageOf(create.error, words)}
              maxLength={100}
              required
              data-autofocus
            />
            <Radio.Group label={flows.from} value={from} onChange={setFrom}>
              <Stack gap="xs" mt={6}>
                <Radio value="empty" label={flows.fromEmpty} description={flows.fromEmptyHelp} />
                {examples.map(({ id }) => (
                  <Radio
                    key={id}
                    value={id}
                    label={flows.examples[id].title}
                    description={flows.examples[id].description}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {shell.cancel}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {flows.create}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
