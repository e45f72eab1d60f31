import { Button, type ButtonProps, Stack, Text, Title } from "@mantine/core"
import { type ReactNode, useId, useState } from "react"
import { formatMoney, parseMoney } from "../../../core/money"
import { canBe } from "../../../core/order/states"
import type { OrderInFull } from "../../../http/api/orders/view"
import { AskFirst } from "../../parts/AskFirst"
import { useLocale, useWords } from "../../words"
import { CaptureDialog } from "./CaptureDialog"
import { RefundDialog } from "./RefundDialog"
import { useOrderAction } from "./useOrderAction"

/** What can be done about an order, and why the rest cannot. */
export function Actions({ order }: { order: OrderInFull }) {
  const { orders } = useWords()
  const locale = useLocale()
  const [opened, setOpened] = useState<"capture" | "void" | "refund" | "cancel" | null>(null)
  const close = () => setOpened(null)
  const cancel = useOrderAction(order, "cancel", () => orders.cancelDone, close)
  const resend = useOrderAction(order, "resend", () => orders.resendDone)
  const ask = useOrderAction(order, "ask", ({ status }) => orders.askDone(orders.statuses[status]))
  const letGo = useOrderAction(order, "void", () => orders.voidDone, close)
  const { status, currency } = order
  const own = order.payments.find(({ payment }) => payment === order.payment)
  const left = own ? leftOf(own) : { currency, minor: 0 }
  const held = { currency, minor: parseMoney(order.authorised, currency)?.minor ?? 0 }
  const others = order.payments.filter((payment) => payment !== own && /[1-9]/.test(payment.amount))
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
      {held.minor > 0 && canBe(status, "capture") && (
        <Action
          explained={orders.captureExplained(formatMoney(held, locale))}
          impossible={null}
          onClick={() => setOpened("capture")}
        >
          {orders.capture}
        </Action>
      )}
      {held.minor > 0 && canBe(status, "void") && (
        <Action
          explained={orders.voidExplained(formatMoney(held, locale))}
          impossible={null}
          onClick={() => setOpened("void")}
        >
          {orders.voidHeld}
        </Action>
      )}
      {(own || others.length === 0) && (
        <Action
          explained={orders.refundExplained(formatMoney(left, locale))}
          impossible={canBe(status, "refund") ? (left.minor > 0 ? null : orders.allGivenBack) : orders.notPaid}
          onClick={() => setOpened("refund")}
        >
          {orders.refund}
        </Action>
      )}
      {others.map((payment) => (
        <GiveBack key={payment.payment} order={order} payment={payment} />
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
      <AskFirst
        title={orders.voidTitle(formatMoney(held, locale))}
        question={orders.voidQuestion}
        confirm={orders.voidConfirm}
        keep={orders.voidKeep}
        opened={opened === "void"}
        pending={letGo.isPending}
        onConfirm={() => letGo.mutate({})}
        onClose={close}
      />
      {opened === "capture" && <CaptureDialog order={order} held={held} onClose={close} />}
      {opened === "refund" && <RefundDialog order={order} left={left} onClose={close} />}
    </Stack>
  )
}

/** What of a payment is neither given back nor asked to be. */
function leftOf({ currency, amount, refunded, asked }: OrderInFull["payments"][number]) {
  const minorOf = (written: string) => parseMoney(written, currency)?.minor ?? 0
  return { currency, minor: minorOf(amount) - minorOf(refunded) - minorOf(asked) }
}

/** Gives a payment back that is one of several, or was one too many: then nothing is taken off the order. */
function GiveBack({ order, payment }: { order: OrderInFull; payment: OrderInFull["payments"][number] }) {
  const { orders } = useWords()
  const locale = useLocale()
  const [opened, setOpened] = useState(false)
  const left = leftOf(payment)
  const explained = payment.own ? orders.partExplained : orders.surplusExplained
  return (
    <>
      <Action
        explained={explained(formatMoney(left, locale), payment.payment)}
        impossible={
          left.minor > 0 ? null : payment.own ? orders.allGivenBack : orders.surplusGivenBack(payment.payment)
        }
        onClick={() => setOpened(true)}
      >
        {payment.own ? orders.part : orders.surplus}
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
