import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { OrderShown } from "../../http/api/orders/view"
import { tell } from "../client/client"
import { notifyDone, notifyFault } from "../parts/Fault"
import { useWords } from "../words"

/** Something done to an order; what is known of orders is asked anew afterwards, also where it was refused. */
export function useOrderAction(
  order: OrderShown,
  action: "refund" | "cancel" | "resend" | "ask",
  done: (order: OrderShown) => string,
  after: () => void = () => {},
) {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object | undefined) =>
      tell<OrderShown>("POST", `/orders/${encodeURIComponent(order.id)}/${action}`, body),
    onSuccess: (changed) => {
      notifyDone(done(changed))
      after()
    },
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["orders"] }),
  })
}
