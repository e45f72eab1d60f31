import type { Inbound, Told } from "../../../src/channels/channel"
import type { Wish } from "../../../src/channels/consent"
import type { Advice } from "../../../src/platform/failure"
import { answer, type ChannelFixture, NOW, rawRequest, type Webhook } from "../fixture"

const contact = { phone: "+254711000001" }

/** As the pages write them ("SMS: Notifications"). */
const received = {
  date: "2026-11-20T00:00:00Z",
  from: "+254711000001",
  id: "6c2b1e9a-0000-4000-8000-000000000001",
  linkId: "SampleLinkId123",
  text: "PAY 100 & go = ok? Ünï 😀",
  to: "40404",
  networkCode: "63902",
}

const report = {
  id: "ATXid_a584c3fd712a00b7bce3c4b7b552ac56",
  status: "Success",
  phoneNumber: "+254711000001",
  networkCode: "63902",
  retryCount: "0",
}

const AT = Date.parse(received.date)

function form(fields: Record<string, string>): Webhook {
  return { body: new URLSearchParams(fields).toString(), contentType: "application/x-www-form-urlencoded" }
}

function written(text: string, consent?: Wish) {
  const message: Inbound = { type: "message", id: received.id, contact, at: AT, reply: { text } }
  return {
    title: `"${text}"`,
    webhook: form({ ...received, text }),
    inbound: [consent ? { ...message, consent } : message],
  }
}

function receipt(status: "sent" | "delivered" | "failed", failure?: Told): Inbound[] {
  return [{ type: "receipt", message: report.id, contact, at: NOW, status, ...(failure && { failure }) }]
}

function failed(status: string, failureReason: string, failure: Omit<Told, "reason">) {
  const why = failureReason === "" ? {} : { failureReason }
  const reason = failureReason === "" ? status : `${status}: ${failureReason}`
  return {
    title: reason,
    webhook: form({ ...report, status, ...why }),
    inbound: receipt("failed", { ...failure, reason }),
  }
}

const nobody = { code: "undeliverable", advice: "switch", to: "channel" } as const
const away = { code: "unreachable", advice: "again", retryAfterSeconds: 300, repeats: 1 } as const
const unclear = { code: "unclear", advice: "again", retryAfterSeconds: 60, repeats: 2 } as const

function taken(statusCode: number, status: string) {
  const recipient = {
    statusCode,
    number: "+254711000001",
    status,
    cost: "KES 0.8000",
    messageId: "ATXid_1",
    messageParts: 1,
  }
  return { SMSMessageData: { Message: "Sent to 1/1 Total Cost: KES 0.8000", Recipients: [recipient] } }
}

export const fixture: ChannelFixture = {
  config: { username: "shop", apiKey: "atsk_demo_key", from: "40404", keyword: "" },
  signedBy: null,
  sign: async (webhook) => rawRequest("africastalking", webhook, {}),
  readings: [
    written("PAY 100 & go = ok? Ünï 😀"),
    written("STOP", "stop"),
    written("please stop texting me", "stop"),
    written("start", "start"),
    written("help", "help"),
    // An answer to a flow, not a wish: no carrier takes it here.
    written("cancel"),
    {
      title: "a time without its zone",
      webhook: form({ ...received, text: "Hi", date: "2026-11-20 00:00:00" }),
      inbound: [{ type: "message", id: received.id, contact, at: AT, reply: { text: "Hi" } }],
    },
    {
      title: "an opt-out, without a message",
      webhook: form({ senderId: "40404", phoneNumber: "+254711000001" }),
      inbound: [{ type: "consent", id: `opt-out-${NOW}`, contact, at: NOW, wish: "stop" }],
    },
    { title: "a delivery", webhook: form(report), inbound: receipt("delivered") },
    ...["Sent", "Submitted", "Buffered"].map((status) => ({
      title: status,
      webhook: form({ ...report, status }),
      inbound: receipt("sent"),
    })),
    failed("Failed", "UserDoesNotExist", nobody),
    failed("Failed", "UserIsInactive", nobody),
    failed("Failed", "NotNetworkSubscriber", nobody),
    failed("Rejected", "UserInBlackList", { code: "opted_out", advice: "stop" }),
    failed("Rejected", "DoNotDisturbRejection", {
      ...{ code: "quiet_hours", advice: "again", retryAfterSeconds: 3600, repeats: 13 },
    }),
    failed("Failed", "InsufficientCredit", { code: "recipient_refused", advice: "stop" }),
    failed("Failed", "InvalidLinkId", { code: "bad_request", advice: "stop" }),
    failed("Failed", "UserAccountSuspended", { code: "suspended", advice: "hold" }),
    failed("AbsentSubscriber", "", away),
    failed("Expired", "", away),
    failed("Failed", "DeliveryFailure", unclear),
    failed("Failed", "", unclear),
  ],
  batch: null,
  notUnderstood: [
    form({}),
    { body: '{"id":"1"}' },
    form({ ...received, to: "50505" }),
    form({ ...received, from: "shop" }),
    form({ ...received, id: "" }),
    { ...form(received), body: `${new URLSearchParams(received)}&from=%2B254711000002` },
    form({ ...report, status: "Queued" }),
    form({ ...report, status: "constructor" }),
    form({ ...report, phoneNumber: "" }),
    form({ ...report, id: "" }),
    form({ senderId: "OTHER", phoneNumber: "+254711000001" }),
    form({ senderId: "40404", phoneNumber: "nobody" }),
    form({ phoneNumber: "+254711000001", shortCode: "40404", keyword: "MUSIC", updateType: "addition" }),
  ],
  malformed: null,
  hosts: ["api.africastalking.com"],
  answer: ({ method }) =>
    method === "GET" ? answer(200, { UserData: { balance: "KES 1785.50" } }) : answer(201, taken(101, "Success")),
  sendings: [
    {
      title: "a text",
      message: {
        type: "free",
        contact,
        message: { text: "Pay KES 100 & go: https://pay.test/p/abc" },
        echo: "7.c1.x",
      },
      requests: [
        {
          method: "POST",
          url: "https://api.africastalking.com/version1/messaging",
          headers: {
            accept: "application/json",
            apikey: "atsk_demo_key",
            "content-type": "application/x-www-form-urlencoded",
          },
          body: "username=shop&to=%2B254711000001&message=Pay+KES+100+%26+go%3A+https%3A%2F%2Fpay.test%2Fp%2Fabc&from=40404&bulkSMSMode=1",
        },
      ],
    },
  ],
  sent: { id: "ATXid_1" },
  holder: "shop",
  refusals: [
    refused(401, "RiskHold", "suspended", "hold"),
    refused(402, "InvalidSenderId", "unregistered", "hold"),
    ...[
      [403, "InvalidPhoneNumber"],
      [404, "UnsupportedNumberType"],
      [407, "CouldNotRoute"],
    ].map(([code, word]) => ({
      ...refused(Number(code), String(word), "undeliverable", "switch"),
      to: "channel" as const,
    })),
    refused(405, "InsufficientBalance", "limited", "hold"),
    refused(406, "UserInBlacklist", "opted_out", "stop"),
    { ...refused(409, "DoNotDisturbRejection", "quiet_hours", "again"), retryAfterSeconds: 3600, repeats: 13 },
    refused(500, "InternalServerError", "unavailable", "again"),
    refused(501, "GatewayError", "unavailable", "again"),
    { ...refused(502, "RejectedByGateway", "unavailable", "again"), retryAfterSeconds: 60, repeats: 2 },
    { ...refused(499, "SomethingNew", "unclear", "again"), retryAfterSeconds: 60, repeats: 2 },
    {
      title: "a sender that is refused before there is a recipient",
      response: answer(201, { SMSMessageData: { Message: "InvalidSenderId", Recipients: [] } }),
      ...{ code: "unregistered", advice: "hold" },
    },
    {
      title: "at night, by the whole answer",
      response: answer(409, {
        SMSMessageData: {
          Message: "Sent to 0/1",
          Recipients: [{ statusCode: 409, status: "DoNotDisturbRejection", messageId: "None" }],
        },
      }),
      ...{ code: "quiet_hours", advice: "again", retryAfterSeconds: 3600, repeats: 13 },
    },
    {
      title: "taken, but without an id",
      response: answer(201, {
        SMSMessageData: {
          Message: "Sent to 1/1",
          Recipients: [{ statusCode: 101, status: "Success", messageId: "None" }],
        },
      }),
      ...{ code: "unreadable", advice: "again", ambiguous: true },
    },
    {
      title: "a key that is none",
      response: answer(401, "The supplied authentication is invalid"),
      ...{ code: "unauthorised", advice: "hold" },
    },
  ],
  error: (text) => answer(401, text),
  exceptions: [
    { case: "batch", why: "Each webhook of theirs is one message, one report or one opt-out." },
    { case: "malformed", why: "Whatever bytes come are a form, if one without any field that is known." },
  ],
}

/** A 201 that holds a refusal. */
function refused(statusCode: number, status: string, code: string, advice: Advice) {
  const recipient = { statusCode, number: "+254711000001", status, cost: "0", messageId: "None" }
  const body = { SMSMessageData: { Message: "Sent to 0/1 Total Cost: 0", Recipients: [recipient] } }
  return { title: `${statusCode} ${status}`, response: answer(201, body), code, advice }
}
