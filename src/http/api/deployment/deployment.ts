import * as z from "zod"
import { version } from "../../../../package.json"
import { environmentOf } from "../../../deployment/local"
import { readRetention, saveRetention } from "../../../store/settings/retention"
import { createToken, listTokens, revokeToken } from "../../../store/settings/tokens"
import { accessOf } from "../../auth/access"
import { byId } from "../routing/fields"
import { listOf, pageOf, pageQuery } from "../routing/listing"
import { notFound } from "../routing/problem"
import { type Route, route } from "../routing/route"
import { aboutView, settingsView, tokenView } from "./view"

/** Tokens, settings and facts of the deployment itself. */
export const deploymentRoutes: Route[] = [
  route({
    method: "get",
    path: "/tokens",
    tag: "Deployment",
    summary: "List the API tokens",
    query: pageQuery,
    answer: listOf(tokenView),
    handle: ({ world, query }) => listTokens(world.db, pageOf(query)),
  }),
  route({
    method: "post",
    path: "/tokens",
    tag: "Deployment",
    summary: "Make an API token",
    description: "The token is in this answer and is never shown again.",
    body: z.strictObject({ title: z.string().trim().min(1).max(100) }),
    status: 201,
    answer: tokenView.extend({ token: z.string() }).meta({ id: "NewToken" }),
    handle: ({ world, body }) => createToken(world.db, world.hashKey, { ...body, at: world.now() }),
  }),
  route({
    method: "delete",
    path: "/tokens/:id",
    tag: "Deployment",
    summary: "Revoke an API token",
    description: "Sessions begun with it end too.",
    params: byId,
    status: 204,
    async handle({ world, params: { id } }) {
      if (!(await revokeToken(world.db, id, world.now()))) throw notFound("token", id)
    },
  }),
  route({
    method: "get",
    path: "/settings",
    tag: "Deployment",
    summary: "Show the settings",
    answer: settingsView,
    handle: async ({ world }) => ({ retentionDays: await readRetention(world.db, world.now()) }),
  }),
  route({
    method: "put",
    path: "/settings",
    tag: "Deployment",
    summary: "Change the settings",
    body: settingsView.strict(),
    answer: settingsView,
    async handle({ world, body }) {
      await saveRetention(world.db, body.retentionDays, world.now())
      return body
    },
  }),
  route({
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
]
