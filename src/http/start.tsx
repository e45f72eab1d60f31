import type { Context } from "hono"
import { html } from "hono/html"

/** What stands at the deployment's address: that it runs, and where to go on. */
export function startPage(c: Context<{ Bindings: Env }>) {
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  return c.html(
    html`<!doctype html>${(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Paythread</title>
          <style>{STYLE}</style>
        </head>
        <body>
          <main>
            <h1>Paythread is running</h1>
            <p>It takes payments inside WhatsApp and SMS conversations.</p>
            <ul>
              <li>
                <a href="/api/docs">The API, described</a>
              </li>
              <li>
                <a href="/api/openapi.json">The same for machines (OpenAPI)</a>
              </li>
            </ul>
          </main>
        </body>
      </html>
    )}`,
  )
}

const STYLE = `:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center}main{padding:1.5rem;max-width:34rem}a{color:LinkText}`
