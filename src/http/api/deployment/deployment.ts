import * as z from "zod"
import { version } from "../../../../package.json"
import { rights } from "../../../core/right"
import { environmentOf } from "../../../deployment/local"
import { newId } from "../../../platform/identity"
import { readRetention, saveRetention } from "../../../store/settings/retention"
import { createToken, listTokens, revokeToken } from "../../../store/settings/tokens"
import { accessOf } from "../../auth/access"
import { byId } from "../routing/fields"
import { listOf, pageOf, pageQuery } from "../routing/listing"
import { invalid, notFound } from "../routing/problem"
import { route } from "../routing/route"
import { say } from "../sentences"
import { aboutView, settingsView, tokenView } from "./view"

/** Tokens, settings and facts of the deployment itself. */
export const deploymentRoutes = [
  route({
    name: "tokens.list",
    needs: "tokens.read",
    method: "get",
    path: "/tokens",
    tag: "Deployment",
    summary: "List the API tokens",
    query: pageQuery,
    answer: listOf(tokenView),
    handle: ({ world, query }) => listTokens(world.db, pageOf(query)),
  }),
  route({
    name: "tokens.create",
    needs: "tokens.write",
    method: "post",
    path: "/tokens",
    tag: "Deployment",
    summary: "Make an API token",
    description: "The token is in this answer and is never shown again.",
    body: z.strictObject({
      title: z.string().trim().min(1).max(100),
      rights: z
        .array(z.enum(rights))
        .min(1)
        .optional()
        .meta({ description: "What its holder may do: of what you may do yourself. All of that, if left out." }),
    }),
    status: 201,
    answer: tokenView.extend({ token: z.string() }).meta({ id: "NewToken" }),
    async handle({ world, visitor, telling, body: { title, rights: wanted = visitor.rights } }) {
      const faults = wanted.flatMap((right, index) =>
        visitor.rights.includes(right) ? [] : [{ path: `rights.${index}`, ...say("rightNotYours", { right }) }],
      )
      if (faults.length > 0) throw invalid(faults)
      const [id, at] = [newId(), world.now()]
      const told = telling({ subject: id, after: { title, rights: [...wanted] } })
      return createToken(world.db, world.hashKey, { id, title, rights: wanted, at }, told)
    },
  }),
  route({
    name: "tokens.revoke",
    needs: "tokens.write",
    method: "delete",
    path: "/tokens/:id",
    tag: "Deployment",
    summary: "Revoke an API token",
    description: "Sessions begun with it end too.",
    params: byId,
    status: 204,
    async handle({ world, params: { id }, telling }) {
      const told = telling({ before: { revoked: false }, after: { revoked: true } })
      if (!(await revokeToken(world.db, id, world.now(), told))) throw notFound("token", id)
    },
  }),
  route({
    name: "settings.show",
    needs: "settings.read",
    method: "get",
    path: "/settings",
    tag: "Deployment",
    summary: "Show the settings",
    answer: settingsView,
    handle: async ({ world }) => ({ retentionDays: await readRetention(world.db, world.now()) }),
  }),
  route({
    name: "settings.save",
    needs: "settings.write",
    method: "put",
    path: "/settings",
    tag: "Deployment",
    summary: "Change the settings",
    body: settingsView.strict(),
    answer: settingsView,
    async handle({ world, body, telling }) {
      const before = { retentionDays: await readRetention(world.db, world.now()) }
      await saveRetention(world.db, body.retentionDays, world.now(), telling({ before, after: body }))
      return body
    },
  }),
  route({
    name: "deployment.about",
    needs: "settings.read",
    method: "get",
    path: "/about",
    tag: "Deployment",
    summary: "Show what runs here",
    answer: aboutView,
    async handle({ env, world }) {
      return {
        version,
        environment: environmentOf(env),
        publicUrl: await world.address(),
        sealingKeys: env.SECRETS_KEY.split(",").map((key) => key.split(":")[0]?.trim() ?? ""),
        access: accessOf(env) !== null,
      }
    },
  }),
] as const
