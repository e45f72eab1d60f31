import { fieldsOf, recordOf, type Said, type Service } from "./service"

/** The sandbox channel's phone: takes what the channel writes and shows it. */
export function phoneService(account: { secret: string }, said: Said[]): Service {
  return ({ at, method, path, headers, body }) => {
    if (method !== "POST" || path !== "/messages") return null
    if (headers.authorization !== `Bearer ${account.secret}`) return { status: 401, body: { error: "wrong secret" } }
    const { contact, message } = fieldsOf(body)
    const { text, link } = recordOf(message)
    const { phone } = recordOf(contact)
    if (typeof text !== "string" || typeof phone !== "string")
      return { status: 400, body: { error: "no text or phone" } }
    const url = recordOf(link).url
    said.push({ at, to: phone, text, link: typeof url === "string" ? url : null })
    return { status: 201, body: { id: `phone-${said.length}` } }
  }
}
