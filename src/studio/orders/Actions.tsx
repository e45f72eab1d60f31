import { Button, type ButtonProps, Stack, Text, Title } from "@mantine/core"
import { type ReactNode, useId, useState } from "react"
import { formatMoney, parseMoney } from "../../core/money"
import { canBe } from "../../core/order/states"
import type { OrderInFull } from "../../http/api/orders/view"
import { AskFirst } from "../parts/AskFirst"
import { useLocale, useWords } from "../words"
import { RefundDialog } from "./RefundDialog"
import { useOrderAction } from "./useOrderAction"

/** What can be done about an order, and why the rest cannot. */
export function Actions({ order }: { order: OrderInFull }) {
  const { orders } = useWords()
  const locale = useLocale()
  const [opened, setOpened] = useState<"refund" | "cancel" | null>(null)
  const close = () => setOpened(null)
  const cancel = useOrderAction(order, "cancel", () => orders.cancelDone, close)
  const resend = useOrderAction(order, "resend", () => orders.resendDone)
  const ask = useOrderAction(order, "ask", ({ status }) => orders.askDone(orders.statuses[status]))
  const { status, currency, minor } = order
  const left = { currency, minor: minor - (parseMoney(order.refunded, currency)?.minor ?? 0) }
  const payable = canBe(status, "resend") && Date.now() < order.expiresAt

  return (
    <Stack component="section" gap="md">
      <Title order={2} size="h4">
        {orders.actions}
      </Title>
      <Action
        explained={orders.resendExplained}
        impossible={payable ? null : orders.notPayable}
        loading={resend.isPending}
        onClick={() => resend.mutate(undefined)}
      >
        {orders.resend}
      </Action>
      <Action
        explained={orders.askExplained}
        impossible={order.attempts.some(({ reference }) => reference !== null) ? null : orders.nothingToAsk}
        loading={ask.isPending}
        onClick={() => ask.mutate(undefined)}
      >
        {orders.ask}
      </Action>
      <Action
        explained={orders.cancelExplained}
        impossible={canBe(status, "cancel") ? null : orders.notOpen}
        onClick={() => setOpened("cancel")}
      >
        {orders.cancelOrder}
      </Action>
      <Action
        explained={orders.refundExplained(formatMoney(left, locale))}
        impossible={canBe(status, "refund") ? (left.minor > 0 ? null : orders.allGivenBack) : orders.notPaid}
        onClick={() => setOpened("refund")}
      >
        {orders.refund}
      </Action>
      {order.payments
        .filter(({ own }) => !own)
        .map((payment) => (
          <GiveSurplusBack key={payment.payment} order={order} payment={payment} />
        ))}
      <AskFirst
        title={orders.cancelTitle(order.number)}
        question={orders.cancelQuestion}
        confirm={orders.cancelConfirm}
        keep={orders.cancelKeep}
        opened={opened === "cancel"}
        pending={cancel.isPending}
        onConfirm={() => cancel.mutate(undefined)}
        onClose={close}
      />
      {opened === "refund" && <RefundDialog order={order} left={left} onClose={close} />}
    </Stack>
  )
}

/** Gives a payment back that was one too many: nothing is taken off the order. */
function GiveSurplusBack({ order, payment }: { order: OrderInFull; payment: OrderInFull["payments"][number] }) {
  const { orders } = useWords()
  const locale = useLocale()
  const [opened, setOpened] = useState(false)
  const { currency } = payment
  const minorOf = (amount: string) => parseMoney(amount, currency)?.minor ?? 0
  const left = { currency, minor: minorOf(payment.amount) - minorOf(payment.refunded) }
  return (
    <>
      <Action
        explained={orders.surplusExplained(formatMoney(left, locale), payment.payment)}
        impossible={left.minor > 0 ? null : orders.surplusGivenBack(payment.payment)}
        onClick={() => setOpened(true)}
      >
        {orders.surplus}
      </Action>
      {opened && <RefundDialog order={order} left={left} payment={payment.payment} onClose={() => setOpened(false)} />}
    </>
  )
}

function Action({
  explained,
  impossible,
  children,
  ...button
}: { explained: string; impossible: string | null; children: ReactNode; onClick: () => void } & Pick<
  ButtonProps,
  "loading"
>) {
  const described = useId()
  return (
    <Stack gap={2} align="start">
      <Button {...button} variant="default" disabled={impossible !== null} aria-describedby={described}>
        {children}
      </Button>
      <Text size="sm" id={described}>
        {impossible ?? explained}
      </Text>
    </Stack>
  )
}
