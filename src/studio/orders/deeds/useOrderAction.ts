import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { OrderShown } from "../../../http/api/orders/view"
import { type BodyOf, call } from "../../client/client"
import { notifyDone, notifyFault } from "../../parts/Fault"
import { useWords } from "../../words"

type Action = "capture" | "void" | "refund" | "cancel" | "resend" | "ask"

/** Something done to an order; what is known of orders is asked anew afterwards, also where it was refused. */
export function useOrderAction(
  order: OrderShown,
  action: Action,
  done: (order: OrderShown) => string,
  after: () => void = () => {},
) {
  const words = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<`orders.${Action}`>) => call(`orders.${action}`, { params: { id: order.id }, body }),
    onSuccess: (changed) => {
      notifyDone(done(changed))
      after()
    },
    onError: (error) => notifyFault(error, words),
    onSettled: () => queries.invalidateQueries({ queryKey: ["orders"] }),
  })
}
