import { Alert, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useSearchParams } from "wouter"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { FlowCard } from "./FlowCard"
import { ImportFlow } from "./ImportFlow"
import { NewFlow } from "./NewFlow"

/** Every flow with how it stands and what it earned today; new ones, and the bin. */
export default function FlowsScreen() {
  const { flows } = useWords()
  const [query, setQuery] = useSearchParams()
  const bin = query.has("bin")
  return (
    <Stack>
      <title>{flows.title}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {flows.title}
        </Title>
        <Group gap="xs">
          <ImportFlow />
          <NewFlow />
        </Group>
      </Group>
      <SegmentedControl
        aria-label={flows.shown}
        data={[
          { value: "list", label: flows.list },
          { value: "bin", label: flows.bin },
        ]}
        value={bin ? "bin" : "list"}
        onChange={(shown) => setQuery(shown === "bin" ? { bin: "" } : {}, { replace: true })}
        style={{ alignSelf: "start" }}
      />
      <List bin={bin} />
    </Stack>
  )
}

function List({ bin }: { bin: boolean }) {
  const { flows, shell } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["flows", bin ? "bin" : "list"],
    queryFn: ({ pageParam }) =>
      call("flows.list", {
        query: { deleted: String(bin), since: new Date().setHours(0, 0, 0, 0), cursor: pageParam, limit: 50 },
      }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Nothing bin={bin} />
  return (
    <>
      <Stack
        component="ul"
        aria-label={bin ? flows.bin : flows.list}
        gap="sm"
        p={0}
        m={0}
        style={{ listStyle: "none" }}
      >
        {items.map((flow) => (
          <FlowCard key={flow.id} flow={flow} />
        ))}
      </Stack>
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {shell.more}
          </Button>
        </Group>
      )}
    </>
  )
}

function Nothing({ bin }: { bin: boolean }) {
  const { flows } = useWords()
  return (
    <Alert variant="default" title={bin ? flows.binEmptyTitle : flows.emptyTitle} maw={640}>
      <Stack align="start" gap="sm">
        <Text size="sm">{bin ? flows.binEmpty : flows.empty}</Text>
        {!bin && <NewFlow />}
      </Stack>
    </Alert>
  )
}
