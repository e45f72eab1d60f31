import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import { decimal, formatMoney, type Money, parseMoney } from "../../../core/money"
import type { OrderShown } from "../../../http/api/orders/view"
import { useLocale, useWords } from "../../words"
import { chosenId } from "../chosenid"
import { useOrderAction } from "./useOrderAction"

/** Asks how much of what is held is taken, shows what becomes of the rest, and does it. */
export function CaptureDialog({ order, held, onClose }: { order: OrderShown; held: Money; onClose: () => void }) {
  const { orders, shell } = useWords()
  const locale = useLocale()
  const [written, setWritten] = useState(decimal(held))
  const [last, setLast] = useState(true)
  // One dialogue is one capture, however often its button is pressed.
  const [id] = useState(chosenId)
  const capture = useOrderAction(order, "capture", () => orders.captureDone, onClose)
  const taken = parseMoney(written, held.currency)
  const valid = taken !== null && taken.minor > 0 && taken.minor <= held.minor
  const isPart = valid && taken.minor < held.minor
  const text = (minor: number) => formatMoney({ minor, currency: held.currency }, locale)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (valid) capture.mutate({ amount: decimal(taken), id, last: isPart && last })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={orders.captureTitle(order.number)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={orders.captureAmount}
            description={orders.refundHint(formatMoney(held, locale))}
            error={valid ? null : orders.captureInvalid(held.currency, decimal(held))}
            value={written}
            onChange={({ currentTarget }) => setWritten(currentTarget.value)}
            inputMode="decimal"
            data-autofocus
          />
          {isPart && (
            <Checkbox
              label={orders.captureLast(text(held.minor - taken.minor))}
              description={orders.captureLastHint}
              checked={last}
              onChange={({ currentTarget }) => setLast(currentTarget.checked)}
            />
          )}
          {valid && <Text size="sm">{orders.captureShown(text(taken.minor))}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" disabled={!valid} loading={capture.isPending}>
              {orders.captureConfirm(valid ? text(taken.minor) : "")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
