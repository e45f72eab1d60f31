import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { Link, useSearchParams } from "wouter"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useWords } from "../words"
import { Filters } from "./Filters"
import { addressOf, filterOf, parametersOf } from "./filter"
import { OrderList } from "./OrderList"
import { Totals } from "./Totals"
import { UnmatchedMoney } from "./UnmatchedMoney"

/** Every request for money: found, summed and taken along. */
export default function OrdersScreen() {
  const { orders } = useWords()
  const [query, setQuery] = useSearchParams()
  const filter = useMemo(() => filterOf(query), [query])
  const parameters = useMemo(() => parametersOf(filter), [filter])
  return (
    <Stack>
      <title>{orders.title}</title>
      <Title order={1} size="h2">
        {orders.title}
      </Title>
      <UnmatchedMoney />
      <Filters filter={filter} change={(changed) => setQuery(addressOf(changed), { replace: true })} />
      <Totals parameters={parameters} />
      <List parameters={parameters} />
    </Stack>
  )
}

function List({ parameters }: { parameters: ReturnType<typeof parametersOf> }) {
  const { shell } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["orders", "list", parameters],
    queryFn: ({ pageParam }) => call("orders.list", { query: { ...parameters, cursor: pageParam, limit: 50 } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })
  if (error) return <LoadFault error={error} retry={refetch} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0 && !hasNextPage) return <Nothing filtered={Object.values(parameters).some(Boolean)} />
  return (
    <>
      <OrderList items={items} />
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

function Nothing({ filtered }: { filtered: boolean }) {
  const { orders } = useWords()
  if (filtered) {
    return (
      <Alert variant="default" title={orders.noneTitle}>
        {orders.none}
      </Alert>
    )
  }
  return (
    <Alert variant="default" title={orders.emptyTitle} maw={640}>
      <Stack align="start" gap="sm">
        <Text size="sm">{orders.empty}</Text>
        <Button component={Link} href="/flows">
          {orders.toFlows}
        </Button>
      </Stack>
    </Alert>
  )
}
