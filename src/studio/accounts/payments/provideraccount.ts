import { useQuery } from "@tanstack/react-query"
import { ask } from "../../client/client"
import type { Account } from "../account"

/** An account at a payment provider as the API shows it. */
export interface ProviderAccount extends Account {
  provider: string
  callbackUrl: string
  /** Null when its secrets cannot be opened. */
  mode: "test" | "live" | null
  /** Whether its provider's side can be set up from here. */
  arranges: boolean
}

/** The configuration as it is stored; null until it is set. */
export interface Stored {
  configuration: Record<string, unknown> | null
}

/** The payment configuration of the deployment. */
export function useConfiguration() {
  return useQuery({ queryKey: ["payment-configuration"], queryFn: () => ask<Stored>("/payment-configuration") })
}
