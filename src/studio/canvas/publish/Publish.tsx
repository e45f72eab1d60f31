import { Alert, Anchor, Button, List, Modal, Stack, Text, Textarea } from "@mantine/core"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import type { FlowFault } from "../../../flow/checks/check"
import { call } from "../../client/client"
import { LoadFault, messageOf } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useWords } from "../../words"
import { useFaces } from "../board/useFaces"
import { useDraft } from "../draft/draft"
import { useSayFaults } from "../useSayFaults"

interface Props {
  opened: boolean
  onClose(): void
}

/** Publishes the draft, or shows what must be mended first. */
export function Publish({ opened, onClose }: Props) {
  const { nodes, shell } = useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={nodes.publishTitle}
      size="lg"
      closeButtonProps={{ "aria-label": shell.close }}
    >
      {opened && <Checked onClose={onClose} />}
    </Modal>
  )
}

function Checked({ onClose }: { onClose(): void }) {
  const words = useWords()
  const { nodes, shell } = words
  const { flow, document, save } = useDraft()
  const queries = useQueryClient()
  const say = useSayFaults(document)
  const [note, setNote] = useState("")
  const check = useQuery({
    queryKey: ["flow", flow, "check"],
    gcTime: 0,
    queryFn: async () => {
      await save()
      return call("flows.check", { params: { id: flow } })
    },
  })
  const publish = useMutation({
    mutationFn: () => call("flows.publish", { params: { id: flow }, body: { note } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["flows"] }),
  })

  if (check.isPending) return <Waiting />
  if (check.error) return <LoadFault error={check.error} retry={check.refetch} />
  if (publish.data) {
    const { keywords, anyMessage } = document.triggers
    return (
      <Stack>
        <Alert color="teal" variant="outline" role="status">
          {nodes.published(publish.data.version)}{" "}
          {keywords.length > 0 && nodes.startedBy(keywords.map((word) => `“${word}”`).join(", "))}{" "}
          {anyMessage && nodes.startedByAny}
        </Alert>
        <Button onClick={onClose}>{shell.close}</Button>
      </Stack>
    )
  }
  const { faults, warnings } = check.data
  if (faults.length > 0)
    return (
      <Stack>
        <Text>{nodes.mend}</Text>
        <List spacing="xs">
          {faults.map(say).map(({ code, node, path, message }) => (
            <List.Item key={`${code} ${node} ${path} ${message}`}>
              <Lead to={node} onClose={onClose}>
                {document.nodes.find(({ id }) => id === node)?.name ?? nodes.flowTitle}
              </Lead>
              : {message}
            </List.Item>
          ))}
        </List>
      </Stack>
    )
  return (
    <Stack>
      <Text>{nodes.ready}</Text>
      <Silent warnings={warnings} onClose={onClose} />
      {publish.error && (
        <Alert color="red" role="alert">
          {messageOf(publish.error, words)}
        </Alert>
      )}
      <Textarea
        label={nodes.note}
        description={nodes.noteHelp}
        maxLength={500}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button loading={publish.isPending} onClick={() => publish.mutate()}>
        {nodes.publish}
      </Button>
    </Stack>
  )
}

/** The ways on which customers hear nothing: they keep nothing back, but hardly anybody wants them. */
function Silent({ warnings, onClose }: { warnings: readonly FlowFault[]; onClose(): void }) {
  const { nodes } = useWords()
  const { document } = useDraft()
  const faces = useFaces()
  if (warnings.length === 0) return null
  return (
    <Alert color="orange" variant="outline" title={nodes.silent(warnings.length)} p="sm">
      <List size="sm" spacing={4}>
        {warnings.map(({ node: id, path, message }) => {
          const node = document.nodes.find((one) => one.id === id)
          const exit = node && faces(node).ports.find(({ name }) => path === `exits.${name}`)
          return (
            <List.Item key={`${id} ${path}`}>
              <Lead to={id} onClose={onClose}>
                {node ? [node.name, exit?.title].filter(Boolean).join(" / ") : message}
              </Lead>
              : {nodes.hearsNothing}
            </List.Item>
          )
        })}
      </List>
    </Alert>
  )
}

/** Leads to a node, or to the flow's own settings. */
function Lead({ to, onClose, children }: { to: string | null; onClose(): void; children: ReactNode }) {
  const { select } = useDraft()
  return (
    <Anchor
      component="button"
      type="button"
      ta="start"
      fz="inherit"
      onClick={() => {
        select(to === null ? [] : [to])
        onClose()
      }}
    >
      {children}
    </Anchor>
  )
}
