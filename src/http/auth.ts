import { createMiddleware } from "hono/factory"
import { equal } from "../platform/signature"

/** Lets a request with the deployment's bearer token pass. Without a token configured nothing passes, ever. */
export const authenticated = createMiddleware<{ Bindings: Env }>(async (c, next) => {
  const token = c.env.API_TOKEN
  if (!token)
    return c.json(
      { error: { code: "not_configured", message: "No API token is configured. Set the secret API_TOKEN." } },
      503,
    )
  const given = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1]
  if (!given || !(await equal(given, token))) {
    const message = "Send the API token as 'Authorization: Bearer <token>'."
    return c.json({ error: { code: "unauthorised", message } }, 401, { "www-authenticate": "Bearer" })
  }
  return next()
})
