import type { Context } from "hono"
import { isRecord } from "../../../core/json"
import { Fields, plain } from "./docsfields"
import type { OpenApi } from "./document"

const METHODS = ["get", "post", "put", "delete"] as const

type Operation = NonNullable<NonNullable<NonNullable<OpenApi["paths"]>[string]>["get"]>

/** The API for people: every route with what it takes and answers, on one page that needs nothing from anywhere. */
export function docsPage(c: Context<{ Bindings: Env }>, document: OpenApi) {
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  const operations = operationsOf(document)
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return c.html(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Paythread API</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <nav aria-label="Contents">
          <strong>Paythread API</strong>
          <ul>
            {[...tags, "Schemas"].map((tag) => (
              <li>
                <a href={`#${anchor(tag)}`}>{tag}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          <h1>Paythread API</h1>
          <p>{plain(document.info.description)}</p>
          <p>
            The same for machines: <a href="/api/openapi.json">openapi.json</a>
          </p>
          {tags.map((tag) => (
            <section id={anchor(tag)}>
              <h2>{tag}</h2>
              {operations.filter((shown) => shown.tag === tag).map((shown) => OperationSection(shown))}
            </section>
          ))}
          <section id={anchor("Schemas")}>
            <h2>Schemas</h2>
            {Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => (
              <article id={`schema-${name}`}>
                <h3>{name}</h3>
                <Fields schema={schema} />
              </article>
            ))}
          </section>
        </main>
      </body>
    </html>,
  )
}

interface Shown {
  tag: string
  method: string
  path: string
  operation: Operation
}

function operationsOf(document: OpenApi): Shown[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ tag: operation.tags?.[0] ?? "This description", method, path, operation }] : []
    }),
  )
}

function OperationSection({ method, path, operation }: Shown) {
  const body = operation.requestBody && "content" in operation.requestBody ? operation.requestBody : null
  return (
    <article>
      <h3>
        <code>
          <b class={method}>{method.toUpperCase()}</b> /api{path}
        </code>
      </h3>
      <p>
        <strong>{operation.summary}.</strong> {plain(operation.description)}
      </p>
      {operation.parameters && (
        <details open>
          <summary>Parameters</summary>
          <ul>
            {parametersOf(operation).map((parameter) => (
              <li>
                <code>{parameter.name}</code> <small>in the {parameter.in}</small> <Fields schema={parameter.schema} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {body && (
        <details open>
          <summary>Body{body.required ? "" : ", which can be left out"}</summary>
          <Fields schema={schemaOf(body.content)} />
        </details>
      )}
      <details>
        <summary>Answers</summary>
        <ul>
          {Object.entries(operation.responses ?? {}).map(([status, response]) => (
            <li>
              <b>{status}</b> {String(response.description ?? "")}
              <Fields schema={schemaOf(response.content)} />
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}

function parametersOf({ parameters = [] }: Operation) {
  return parameters.flatMap((parameter) => ("name" in parameter ? [parameter] : []))
}

function schemaOf(content: unknown): unknown {
  const media = isRecord(content) ? content["application/json"] : null
  return isRecord(media) ? media.schema : null
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(" ", "-")
}

const STYLE = `:root{color-scheme:light dark;--line:color-mix(in srgb,CanvasText 18%,Canvas);--soft:color-mix(in srgb,CanvasText 5%,Canvas)}
*{box-sizing:border-box}body{font:1rem/1.55 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem;display:grid;gap:1rem;background:Canvas;color:CanvasText}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}main{min-width:0}a{color:LinkText}
@media(min-width:60rem){body{grid-template-columns:13rem 1fr}nav{position:sticky;top:1rem;align-self:start}nav ul{display:block}}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}article{margin:1.25rem 0;padding:.25rem 1rem 1rem;border:1px solid var(--line);border-radius:.5rem}
h3{margin:.75rem 0;overflow-wrap:anywhere}code{font-size:.95em}.get{color:light-dark(#05603a,#6ce9a6)}.post,.put{color:light-dark(#1849a9,#84caff)}.delete{color:light-dark(#912018,#fda29b)}
ul{padding-left:1.25rem}li{margin:.2rem 0;overflow-wrap:anywhere}summary{cursor:pointer;font-weight:600}details{margin:.5rem 0;padding:.4rem .75rem;background:var(--soft);border-radius:.4rem}
small{opacity:.85}article:target{outline:2px solid LinkText}`
