import { providers } from "../../src/payments"
import type { Provider } from "../../src/payments/provider"
import type { ProviderFixture } from "./fixture"

const found: Record<string, { fixture: ProviderFixture }> = import.meta.glob("./*/fixture.ts", { eager: true })

/** By the provider's name: the folders that there are. */
export const fixtures: Readonly<Record<string, ProviderFixture>> = Object.fromEntries(
  Object.entries(found).map(([path, { fixture }]) => [path.split("/")[1] ?? "", fixture]),
)

/** What the neutral suite runs over: forgetting a fixture fails by name. */
export const everyProvider: [string, Provider][] = Object.entries<Provider>(providers)
