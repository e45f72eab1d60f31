import { useQuery } from "@tanstack/react-query"
import { call } from "../../client/client"

/** The payment configuration of the deployment. */
export function useConfiguration() {
  return useQuery({ queryKey: ["payment-configuration"], queryFn: () => call("paymentConfiguration.show") })
}
