import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import { decimal, formatMoney, type Money, parseMoney } from "../../../core/money"
import type { OrderShown } from "../../../http/api/orders/view"
import { useLocale, useWords } from "../../words"
import { chosenId } from "../chosenid"
import { useOrderAction } from "./useOrderAction"

/** Asks how much to give back of a payment, the order's own unless named, shows what that comes to, and does it. */
export function RefundDialog(props: { order: OrderShown; left: Money; payment?: string; onClose: () => void }) {
  const { order, left, payment, onClose } = props
  const { orders, shell } = useWords()
  const locale = useLocale()
  const [written, setWritten] = useState(decimal(left))
  // One dialogue is one refund, however often its button is pressed.
  const [id] = useState(chosenId)
  const refund = useOrderAction(order, "refund", () => orders.refundDone, onClose)
  const given = parseMoney(written, left.currency)
  const valid = given !== null && given.minor > 0 && given.minor <= left.minor
  const text = (minor: number) => formatMoney({ minor, currency: left.currency }, locale)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (valid) refund.mutate({ amount: decimal(given), id, ...(payment !== undefined && { payment }) })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={payment === undefined ? orders.refundTitle(order.number) : orders.surplusTitle(payment)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={orders.refundAmount}
            description={orders.refundHint(formatMoney(left, locale))}
            error={valid ? null : orders.refundInvalid(left.currency, decimal(left))}
            value={written}
            onChange={({ currentTarget }) => setWritten(currentTarget.value)}
            inputMode="decimal"
            data-autofocus
          />
          {valid && <Text size="sm">{orders.refundShown(text(given.minor), text(left.minor - given.minor))}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" color="red.9" disabled={!valid} loading={refund.isPending}>
              {orders.refundConfirm(valid ? text(given.minor) : "")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
