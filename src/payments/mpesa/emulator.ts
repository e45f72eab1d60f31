import { type Answered, type Asked, type Call, type EmulatorSetting, fieldsOf, secretOf } from "../../platform/emulator"
import type { EmulatedProvider, EmulateProvider } from "../emulator"

/** Daraja's M-PESA Express with a customer's phone: as strict as its pages say, and with its habits. */
export const emulateMpesa = ((setting) => new EmulatedMpesa(setting)) satisfies EmulateProvider

/** A prompt on a customer's phone. */
interface Prompt {
  id: string
  merchantRequest: string
  amount: number
  phone: string
  callback: string
  /** Milliseconds since 1970. */
  askedAt: number
  result: Result | null
  told: boolean
}

interface Result {
  code: number
  description: string
  receipt?: string
}

type Fields = Record<string, unknown>

/** How long a phone shows a prompt, and how long Daraja's tokens last. */
const PROMPT_MILLISECONDS = 60_000
const TOKEN_SECONDS = 3599

const EAST_AFRICA_MILLISECONDS = 3 * 3_600_000

const PAID: Result = { code: 0, description: "The service request is processed successfully." }
const CANCELLED: Result = { code: 1032, description: "Request cancelled by user" }
const UNANSWERED: Result = { code: 1037, description: "DS timeout user cannot be reached" }

class EmulatedMpesa implements EmulatedProvider {
  readonly config
  readonly price = { minor: 149_900, currency: "KES" } as const
  readonly unplayable = {
    failed: "A refused prompt ends only itself: the customer asks for another while the order is open.",
  }
  readonly customer = {}
  private readonly prompts = new Map<string, Prompt>()
  private token: { value: string; until: number } | null = null
  private outlives = false

  constructor(private readonly setting: EmulatorSetting) {
    const [consumerKey, consumerSecret, passkey] = [secretOf(setting), secretOf(setting), secretOf(setting, 64)]
    this.config = { mode: "test", consumerKey, consumerSecret, shortCode: "174379", passkey }
  }

  service = (request: Asked): Answered | null => {
    const { method, path, headers, body } = request
    if (path === "/oauth/v1/generate") return this.login(request)
    const isPush = path === "/mpesa/stkpush/v1/processrequest"
    if (!isPush && path !== "/mpesa/stkpushquery/v1/query") return null
    if (method !== "POST") return refused(405, "405.001", `${method} Method Not Allowed`)
    const { token } = this
    if (!token || token.until <= this.setting.now() || headers.authorization !== `Bearer ${token.value}`)
      return refused(404, "404.001.03", "Invalid Access Token")
    const fields = fieldsOf(body)
    return this.strangeness(fields) ?? (isPush ? this.push(fields) : this.ask(fields))
  }

  async pay(checkout: string) {
    return this.end(checkout, { ...PAID, receipt: `T${secretOf(this.setting, 9).toUpperCase()}` })
  }

  async fail(checkout: string) {
    return this.end(checkout, CANCELLED)
  }

  async unsent() {
    const ended = [...this.prompts.values()].filter((prompt) => !prompt.told && this.resultOf(prompt))
    return ended.flatMap((prompt) => this.tell(prompt))
  }

  books() {
    return [...this.prompts.values()].map(({ id, amount, result }) => ({
      checkout: id,
      taken: result?.code === 0 ? { payment: id, minor: amount * 100 } : null,
      givenBack: [],
    }))
  }

  breakClosing() {
    this.outlives = true
  }

  /** "Each request invalidates the previous token" (Authorization, FAQs). */
  private login({ method, query, headers }: Asked): Answered {
    const { consumerKey, consumerSecret } = this.config
    if (method !== "GET" || query.get("grant_type") !== "client_credentials")
      return refused(400, "400.008.02", "Invalid grant type passed")
    if (headers.authorization !== `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`)
      return refused(400, "400.008.01", "Invalid Authentication passed")
    this.token = { value: secretOf(this.setting, 28), until: this.setting.now() + TOKEN_SECONDS * 1000 }
    return { status: 200, body: { access_token: this.token.value, expires_in: String(TOKEN_SECONDS) } }
  }

  /** What is wrong with who asks; null when nothing is. */
  private strangeness({ BusinessShortCode, Password, Timestamp }: Fields): Answered | null {
    const { shortCode, passkey } = this.config
    if (!/^\d{5,7}$/.test(String(BusinessShortCode))) return invalid("BusinessShortCode")
    if (typeof Timestamp !== "string" || !/^\d{14}$/.test(Timestamp)) return invalid("Timestamp")
    const written = Timestamp.replace(/(....)(..)(..)(..)(..)(..)/, "$1-$2-$3T$4:$5:$6Z")
    // A time of another zone is hours off.
    const off = Date.parse(written) - EAST_AFRICA_MILLISECONDS - this.setting.now()
    if (!(Math.abs(off) < 600_000)) return invalid("Timestamp")
    if (String(BusinessShortCode) !== shortCode) return internal("Merchant does not exist")
    return Password === btoa(`${shortCode}${passkey}${Timestamp}`) ? null : internal("Wrong credentials")
  }

  private push(fields: Fields): Answered {
    const wrong = Object.entries(this.rules(fields)).find(([, isRight]) => !isRight)
    if (wrong) return invalid(wrong[0])
    const phone = String(fields.PartyA)
    if ([...this.prompts.values()].some((other) => other.phone === phone && !this.resultOf(other)))
      return internal("Unable to lock subscriber, a transaction is already in process for the current subscriber")
    const askedAt = this.setting.now()
    const count = this.prompts.size + 1
    const id = `ws_CO_${askedAt}${String(count).padStart(4, "0")}${phone.slice(3)}`
    const merchantRequest = `${secretOf(this.setting, 4)}-${secretOf(this.setting, 4)}-${count}`
    const callback = String(fields.CallBackURL)
    const asked = { id, merchantRequest, amount: Number(fields.Amount), phone, callback, askedAt }
    this.prompts.set(id, { ...asked, result: null, told: false })
    const said = "Success. Request accepted for processing"
    const named = { MerchantRequestID: merchantRequest, CheckoutRequestID: id }
    return {
      status: 200,
      body: { ...named, ResponseCode: "0", ResponseDescription: said, CustomerMessage: said },
    }
  }

  /** "Request Parameter Definition": whether each field is as it has to be. */
  private rules(fields: Fields): Record<string, boolean> {
    const { Amount, PartyA, PartyB, PhoneNumber, CallBackURL, AccountReference, TransactionDesc } = fields
    const matches = (value: unknown, pattern: RegExp) => typeof value === "string" && pattern.test(value)
    return {
      TransactionType: fields.TransactionType === "CustomerPayBillOnline",
      Amount: typeof Amount === "number" && Number.isInteger(Amount) && Amount >= 1 && Amount <= 250_000,
      PartyA: matches(PartyA, /^254[17]\d{8}$/),
      PartyB: PartyB === this.config.shortCode,
      PhoneNumber: PhoneNumber === PartyA,
      CallBackURL: matches(CallBackURL, /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)\b)/),
      AccountReference: matches(AccountReference, /^[A-Za-z0-9]{1,12}$/),
      TransactionDesc: matches(TransactionDesc, /^[ -~]{1,13}$/),
    }
  }

  private ask({ CheckoutRequestID }: Fields): Answered {
    const prompt = this.prompts.get(String(CheckoutRequestID))
    if (!prompt) return internal("The transaction does not Exist")
    const result = this.resultOf(prompt)
    if (!result) return { ...internal("The transaction is being processed"), isUsual: true }
    const named = { MerchantRequestID: prompt.merchantRequest, CheckoutRequestID: prompt.id }
    const said = { ResponseCode: "0", ResponseDescription: "The service request has been accepted successfully" }
    const { code, description } = result
    return { status: 200, body: { ...said, ...named, ResultCode: String(code), ResultDesc: description } }
  }

  /** A prompt that nobody answers in time ends by itself. */
  private resultOf(prompt: Prompt): Result | null {
    const isOver = !this.outlives && this.setting.now() - prompt.askedAt >= PROMPT_MILLISECONDS
    if (isOver) prompt.result ??= UNANSWERED
    return prompt.result
  }

  private end(checkout: string, result: Result): Call[] {
    const prompt = this.prompts.get(checkout)
    if (!prompt || this.resultOf(prompt)) throw new Error(`No phone shows the prompt ${checkout}.`)
    prompt.result = result
    return this.tell(prompt)
  }

  /** Once, and signed by nothing. */
  private tell(prompt: Prompt): Call[] {
    const { id, merchantRequest, result, amount, phone, callback } = prompt
    if (!result) return []
    prompt.told = true
    const written = new Date(this.setting.now() + EAST_AFRICA_MILLISECONDS).toISOString()
    const items = [
      { Name: "Amount", Value: amount },
      { Name: "MpesaReceiptNumber", Value: result.receipt },
      { Name: "Balance" },
      { Name: "TransactionDate", Value: Number(written.replace(/\D/g, "").slice(0, 14)) },
      { Name: "PhoneNumber", Value: Number(phone) },
    ]
    const told = {
      MerchantRequestID: merchantRequest,
      CheckoutRequestID: id,
      ResultCode: result.code,
      ResultDesc: result.description,
      ...(result.code === 0 && { CallbackMetadata: { Item: items } }),
    }
    const body = JSON.stringify({ Body: { stkCallback: told } })
    const headers = { "content-type": "application/json" }
    return [{ type: `stkCallback ${result.code}`, method: "POST", url: callback, headers, body }]
  }
}

function invalid(field: string): Answered {
  return refused(400, "400.002.02", `Bad Request - Invalid ${field}`)
}

function internal(message: string): Answered {
  return refused(500, "500.001.1001", message)
}

function refused(status: number, errorCode: string, errorMessage: string): Answered {
  return { status, body: { requestId: "29115-34620561-1", errorCode, errorMessage } }
}
