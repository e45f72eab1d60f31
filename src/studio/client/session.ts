import type * as z from "zod"
import type { SessionView, signInBody } from "../../http/api/deployment/view"
import { request } from "./client"

/** The browser's session: no route of the router's, since nobody is signed in before it. */
export const session = {
  show: () => request<SessionView>("GET", "/session"),
  begin: (shown: z.input<typeof signInBody>) => request<SessionView>("POST", "/session", shown),
  end: (everywhere: boolean) => request<void>("DELETE", everywhere ? "/session?everywhere=true" : "/session"),
}
