import { useQuery } from "@tanstack/react-query"
import { type PaymentConfiguration, paymentConfiguration } from "../../core/order/configuration"
import { call } from "./client"

/** The product's own, where there is none yet. */
const STANDARD = paymentConfiguration.parse({ account: "try", merchant: "Your shop", currency: "ZAR" })

/** The deployment's payment configuration, and what stands for it while there is none; null while it is loaded. */
export function usePaymentConfiguration(): { saved: PaymentConfiguration | null; used: PaymentConfiguration } | null {
  const { data, isPending } = useQuery({
    queryKey: ["payment-configuration"],
    queryFn: () => call("paymentConfiguration.show"),
  })
  if (isPending) return null
  const saved = data?.configuration ?? null
  return { saved, used: saved ?? STANDARD }
}
