import { Anchor, Grid, Group, Stack, Text, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { Link } from "wouter"
import { formatMoney } from "../../core/money"
import { orderStates } from "../../core/order/states"
import { call } from "../client/client"
import { LoadFault } from "../parts/Fault"
import { Waiting } from "../parts/Waiting"
import { useLocale, useWords } from "../words"
import { Actions } from "./deeds/Actions"
import { Facts } from "./Facts"
import { History } from "./History"
import { MoneyFacts } from "./MoneyFacts"
import { StatusBadge } from "./StatusBadge"

/** How often an order is asked for that may change by itself. */
const POLL_MILLISECONDS = 4_000

/** One request for money: what is known, what happened, what can be done. */
export default function OrderScreen({ id = "" }: { id?: string }) {
  const { orders } = useWords()
  const locale = useLocale()
  const { data, error, refetch } = useQuery({
    queryKey: ["orders", "one", id],
    queryFn: () => call("orders.show", { params: { id } }),
    refetchInterval: ({ state }) => (state.data && orderStates[state.data.status].open ? POLL_MILLISECONDS : false),
  })
  const title = data ? orders.order(data.number) : orders.title
  return (
    <Stack>
      <title>{title}</title>
      <Anchor component={Link} href="/orders" size="sm">
        {orders.toOrders}
      </Anchor>
      <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
        {title}
      </Title>
      {error && <LoadFault error={error} retry={refetch} />}
      {!data && !error && <Waiting />}
      {data && (
        <>
          <Group role="status">
            <Text size="xl" fw={700}>
              {formatMoney(data, locale)}
            </Text>
            <StatusBadge order={data} />
          </Group>
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack gap="xl">
                <MoneyFacts order={data} />
                <Facts order={data} />
                <History order={data} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Actions order={data} />
            </Grid.Col>
          </Grid>
        </>
      )}
    </Stack>
  )
}
