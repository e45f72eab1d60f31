import { Badge, Button, Card, Drawer, Group, Stack, Text } from "@mantine/core"
import { useInfiniteQuery, useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { type AnswerOf, call } from "../../client/client"
import { LoadFault, notifyDone, notifyFault } from "../../parts/Fault"
import { Waiting } from "../../parts/Waiting"
import { useLocale, useWords } from "../../words"
import { readDraft } from "../draft/document"
import { type Draft, useDraft } from "../draft/draft"
import { usePublished } from "../publish/usePublished"
import { differences } from "./differences"

interface Props {
  opened: boolean
  onClose(): void
}

type Version = AnswerOf<"flows.versions">["items"][number]

/** Every version that was published, with the way back to it. */
export function History({ opened, onClose }: Props) {
  const { nodes } = useWords()
  return (
    <Drawer opened={opened} onClose={onClose} position="right" title={nodes.versions}>
      {opened && <Versions onRestored={onClose} />}
    </Drawer>
  )
}

function Versions({ onRestored }: { onRestored(): void }) {
  const { nodes, shell } = useWords()
  const { flow } = useDraft()
  const current = usePublished(flow).data?.published
  const list = useInfiniteQuery({
    queryKey: ["flow", flow, "versions"],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call("flows.versions", { params: { id: flow }, query: { cursor: pageParam, limit: 20 } }),
    getNextPageParam: ({ next }) => next,
  })
  if (list.isPending) return <Waiting />
  if (list.error) return <LoadFault error={list.error} retry={list.refetch} />
  const versions = list.data.pages.flatMap(({ items }) => items)
  return (
    <Stack gap="sm">
      {versions.length === 0 && <Text>{nodes.noVersions}</Text>}
      {versions.map((version) => (
        <VersionCard
          key={version.version}
          version={version}
          current={version.version === current}
          onRestored={onRestored}
        />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {shell.more}
        </Button>
      )}
    </Stack>
  )
}

function VersionCard({ version, current, onRestored }: { version: Version; current: boolean; onRestored(): void }) {
  const words = useWords()
  const { nodes } = words
  const locale = useLocale()
  const { flow, document, change, readOnly } = useDraft()
  const [compared, setCompared] = useState<string | null>(null)
  const load = useMutation({
    mutationFn: async (): Promise<Draft> => {
      const found = await call("flows.version", { params: { id: flow, version: String(version.version) } })
      return readDraft(found.document)
    },
    onError: (error) => notifyFault(error, words),
  })

  async function restore(): Promise<void> {
    const older = await load.mutateAsync()
    change(() => older)
    notifyDone(nodes.restored(version.version))
    onRestored()
  }

  async function compare(): Promise<void> {
    const { added, removed, changed } = differences(document, await load.mutateAsync())
    setCompared(nodes.differences(added, removed, changed))
  }

  return (
    <Card component="section" aria-label={nodes.version(version.version)} withBorder p="sm">
      <Stack gap={6}>
        <Group justify="space-between">
          <Text fw={600}>{nodes.version(version.version)}</Text>
          {current && <Badge variant="outline">{nodes.current}</Badge>}
        </Group>
        <Text size="sm">
          {new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(version.publishedAt)}
        </Text>
        {version.note !== "" && <Text size="sm">{version.note}</Text>}
        {compared !== null && (
          <Text size="sm" role="status">
            {compared}
          </Text>
        )}
        <Group gap="xs">
          <Button size="xs" variant="default" loading={load.isPending} onClick={compare}>
            {nodes.compare}
          </Button>
          <Button size="xs" disabled={readOnly} loading={load.isPending} onClick={restore}>
            {nodes.restore}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
