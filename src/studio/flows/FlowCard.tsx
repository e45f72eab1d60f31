import { Anchor, Badge, Button, Card, Group, Stack, Text } from "@mantine/core"
import { Link } from "wouter"
import { formatMoney } from "../../core/money"
import type { ListedFlow } from "../../http/api/flows/view"
import { useMoments } from "../parts/moments"
import { useLocale, useWords } from "../words"
import { FlowMenu } from "./FlowMenu"
import { useChannelTitles } from "./useChannelTitles"
import { useRestore } from "./useRestore"

/** One flow of the list, or of the bin. */
export function FlowCard({ flow }: { flow: ListedFlow }) {
  const { flows } = useWords()
  const moment = useMoments()
  const { id, name, status, published, updatedAt, deletedAt } = flow
  return (
    <Card component="li" withBorder padding="md">
      <Group justify="space-between" align="start" wrap="nowrap">
        <Stack gap={6} style={{ minWidth: 0 }}>
          <Group gap="xs">
            {deletedAt === null ? (
              <Anchor component={Link} href={`/flows/${encodeURIComponent(id)}`} fw={600} className="anywhere">
                {name || flows.unnamed}
              </Anchor>
            ) : (
              <Text fw={600} className="anywhere">
                {name || flows.unnamed}
              </Text>
            )}
            {deletedAt === null && (
              <Badge variant={status === "published" ? "filled" : "default"}>{flows.statuses[status]}</Badge>
            )}
            {deletedAt === null && published !== null && <Badge variant="default">{flows.version(published)}</Badge>}
          </Group>
          {deletedAt === null && <Facts flow={flow} />}
          <Text size="sm">
            {deletedAt === null ? flows.changedAt(moment(updatedAt)) : flows.deletedAt(moment(deletedAt))}
          </Text>
        </Stack>
        {deletedAt === null ? <FlowMenu flow={flow} /> : <Restore flow={flow} />}
      </Group>
    </Card>
  )
}

function Facts({ flow: { channels, paidToday, published } }: { flow: ListedFlow }) {
  const { flows } = useWords()
  const locale = useLocale()
  const titles = useChannelTitles()
  const paid = paidToday.map(
    ({ mode, count, ...money }) =>
      `${formatMoney(money, locale)} (${flows.payments(count)}${mode === "test" ? `, ${flows.test}` : ""})`,
  )
  const named = channels.map((account) => titles.get(account) ?? account)
  return (
    <>
      {published !== null && (
        <Text size="sm" className="anywhere">
          {flows.channels(named.length === 0 ? flows.everyChannel : named.join(", "))}
        </Text>
      )}
      <Text size="sm">{flows.paidToday(paid.length === 0 ? flows.nothing : paid.join(" + "))}</Text>
    </>
  )
}

function Restore({ flow }: { flow: ListedFlow }) {
  const { flows } = useWords()
  const restore = useRestore()
  return (
    <Button
      variant="default"
      size="xs"
      loading={restore.isPending}
      onClick={() => restore.mutate(flow)}
      aria-label={flows.restoreNamed(flow.name)}
    >
      {flows.restore}
    </Button>
  )
}
