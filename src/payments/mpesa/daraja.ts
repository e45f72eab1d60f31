import type { HttpResponse } from "../../core/exchange"
import type { Mode } from "../../core/order/order"
import { isoTime } from "../../core/time"
import { Failure } from "../../platform/failure"
import type { Outside, Perishable } from "../../platform/outside"
import { answerOf } from "../../platform/reading"
import { toBase64 } from "../../platform/signature"
import { answer, illegible, type Service } from "../answer"
import { text } from "../callback"
import type { PaymentSetting } from "../provider"
import { complains, internalFailure, refusesAccount, refusesToken } from "./refusal"

/** Who asks. */
export interface DarajaKeys {
  mode: Mode
  consumerKey: string
  consumerSecret: string
  shortCode: string
  passkey: string
}

/** Safaricom's API as one account has it. */
export interface Daraja {
  service: Service
  /** Answers a request signed with short code and passkey, whatever was answered but that the token is not taken. */
  post(path: string, body: Record<string, unknown>, outside: Outside): Promise<HttpResponse>
  /** The object in a good answer. Throws a Failure that says what can be done about any other. */
  read(response: HttpResponse): Record<string, unknown>
  /** Throws a Failure when the keys are not taken. */
  login(outside: Outside): Promise<unknown>
}

/** A token is renewed this long before it ends. */
const MARGIN_SECONDS = 60

const EAST_AFRICA_MILLISECONDS = 3 * 3_600_000

/** Opens the API to an account. */
export function daraja(keys: DarajaKeys, { apiBase }: PaymentSetting): Daraja {
  const base = apiBase ?? `https://${keys.mode === "live" ? "api" : "sandbox"}.safaricom.co.ke`
  const secrets = [keys.consumerKey, keys.consumerSecret, keys.passkey]
  const service: Service = { title: "M-Pesa", secrets, complains, refusesAccount }
  const login = (outside: Outside) => outside.keep("token", () => newToken(keys, base, service, outside))

  /** A new token ends the one before, so that another maker's may end ours: it is renewed once. */
  async function post(path: string, body: Record<string, unknown>, outside: Outside): Promise<HttpResponse> {
    for (let tries = 1; ; tries++) {
      const response = await outside.ask({
        method: "POST",
        url: `${base}${path}`,
        headers: { authorization: `Bearer ${await login(outside)}`, "content-type": "application/json" },
        body: JSON.stringify({ ...signedAs(keys, outside.at), ...body }),
      })
      if (!refusesToken(response)) return response
      await outside.forget("token")
      if (tries === 2) throw keysRefused()
    }
  }

  function read(response: HttpResponse): Record<string, unknown> {
    const failure = response.status >= 500 ? internalFailure(response.status, answerOf(response)) : null
    if (failure) throw failure
    return answer(response, service)
  }

  return { service, post, read, login }
}

/** The password binds short code, passkey and time, which is East Africa's ("YYYYMMDDHHmmss"). */
function signedAs({ shortCode, passkey }: DarajaKeys, at: number) {
  const Timestamp = isoTime(at + EAST_AFRICA_MILLISECONDS).replace(/\D/g, "")
  return { BusinessShortCode: shortCode, Password: base64(`${shortCode}${passkey}${Timestamp}`), Timestamp }
}

async function newToken(keys: DarajaKeys, base: string, service: Service, outside: Outside): Promise<Perishable> {
  const response = await outside.ask({
    method: "GET",
    url: `${base}/oauth/v1/generate?grant_type=client_credentials`,
    headers: { authorization: `Basic ${base64(`${keys.consumerKey}:${keys.consumerSecret}`)}` },
  })
  // Wrong keys are a 400, mostly without a word.
  if (response.status === 400) throw keysRefused()
  const { access_token: token, expires_in: lasts } = answer(response, service)
  const value = text(token)
  // Written as a text, "3599", or as a number.
  const seconds = Number(lasts)
  if (value === null || !(seconds > 0)) throw illegible(service)
  return { value, until: outside.at + Math.max(0, seconds - MARGIN_SECONDS) * 1000 }
}

function keysRefused(): Failure {
  return new Failure("key_refused", "Safaricom did not accept the application's keys: check them.", "hold")
}

function base64(words: string): string {
  return toBase64(new TextEncoder().encode(words))
}
