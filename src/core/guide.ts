/** One step of setting an account up at an outside service. */
export interface GuideStep {
  title: string
  /** Plain words; {webhookUrl} and {callbackUrl} stand for the account's own address. */
  text: string
}

/** How to set an account up, step by step in the order written, in English. Other languages say each step by its key. */
export type Guide<Step extends string = string> = Readonly<Record<Step, GuideStep>>
