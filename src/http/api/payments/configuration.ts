import * as z from "zod"
import { orderMessages, type PaymentConfiguration, paymentConfiguration } from "../../../core/order/configuration"
import { say } from "../../../core/text/sentences"
import { accountFault } from "../../../deployment/readiness"
import { findProvider } from "../../../payments"
import { accounts } from "../../../store/accounts/accounts"
import { readConfiguration, saveConfiguration } from "../../../store/settings/payments"
import { type Fault, invalid } from "../routing/problem"
import { type Call, route } from "../routing/route"

const body = paymentConfiguration
  .extend({ messages: orderMessages.strict().default({}) })
  .strict()
  .meta({ id: "PaymentConfiguration" })

const answer = z.object({ configuration: body.nullable().meta({ description: "Null until it is set." }) })

const path = "/payment-configuration"
const tag = "Payment configuration"

/** The payment settings of the deployment: set once, used by every Chat 2 Pay node. */
export const configurationRoutes = [
  route({
    name: "paymentConfiguration.show",
    needs: "settings.read",
    method: "get",
    path,
    tag,
    summary: "Show the payment configuration",
    answer,
    handle: async ({ world }) => ({ configuration: await readConfiguration(world.db, world.now()) }),
  }),
  route({
    name: "paymentConfiguration.save",
    needs: "settings.write",
    method: "put",
    path,
    tag,
    summary: "Set the payment configuration",
    description:
      "Put in place of the one before: fields left out get their defaults. A message left out is said in the product's own words; an empty one is not sent, but for the request.",
    body,
    answer,
    async handle(call) {
      const { world, body: configuration } = call
      const before = await readConfiguration(world.db, world.now())
      const faults = await faultsIn(configuration, call)
      if (faults.length > 0) throw invalid(faults)
      const told = call.telling({ before: decisive(before), after: decisive(configuration) })
      if (!(await saveConfiguration(world.db, configuration, world.now(), told)))
        throw invalid([{ path: "account", ...say("accountAbsent", { account: configuration.account }) }])
      return { configuration }
    },
  }),
] as const

/** What decides about money. */
function decisive(configuration: PaymentConfiguration | null) {
  if (!configuration) return null
  const { account, currency, currencies } = configuration
  return { account, currency, currencies: [...currencies] }
}

/** What the schema cannot see: the account, and currencies that its provider does not take. */
async function faultsIn(configuration: PaymentConfiguration, { env, world }: Call): Promise<Fault[]> {
  const { account: id, currency, currencies } = configuration
  const fault = await accountFault(env, world, id)
  if (fault) return [{ path: "account", ...fault }]
  const account = await accounts(world.db, "payment", env.SECRETS_KEY).find(id)
  const provider = account && findProvider(account.service)
  if (!provider) return []
  const named = [
    { path: "currency", code: currency },
    ...currencies.map((code, i) => ({ path: `currencies.${i}`, code })),
  ]
  return named
    .filter(({ code }) => provider.capabilities.currencies[code] === undefined)
    .map(({ path, code }) => ({ path, ...say("providerCurrency", { provider: provider.title, currency: code }) }))
}
