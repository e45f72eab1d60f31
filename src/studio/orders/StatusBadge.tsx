import { Badge, Group } from "@mantine/core"
import { type OrderStatus, orderStates } from "../../core/order/states"
import type { OrderShown } from "../../http/api/orders/view"
import { useWords } from "../words"

/** Signs beside the words, for those who tell colours apart badly. */
const SIGNS = {
  open: "○",
  authorised: "◇",
  part_paid: "◑",
  pending: "◔",
  paid: "✓",
  failed: "✕",
  expired: "⌛",
  cancelled: "–",
  mismatch: "!",
} as const satisfies Record<OrderStatus, string>

type Shown = Pick<OrderShown, "status" | "mode" | "late" | "overpaid" | "chargeback" | "refunded" | "amount">

/** How an order stands, and the facts beside it, in words. */
export function StatusBadge({ order }: { order: Shown }) {
  const { orders } = useWords()
  const { status, mode, late, overpaid, chargeback, refunded, amount } = order
  const facts = [
    late && orders.late,
    overpaid && orders.overpaid,
    chargeback && orders.chargeback,
    /[1-9]/.test(refunded) && (refunded === amount ? orders.refunded : orders.partRefunded),
    mode === "test" && orders.testMoney,
  ].filter((fact) => fact !== false)
  return (
    <Group gap={4} wrap="wrap">
      <Badge
        variant={orderStates[status].tone === "done" ? "filled" : "default"}
        leftSection={<span aria-hidden>{SIGNS[status]}</span>}
      >
        {orders.statuses[status]}
      </Badge>
      {facts.map((fact) => (
        <Badge key={fact} variant="default">
          {fact}
        </Badge>
      ))}
    </Group>
  )
}
