import type { Effect, Wait } from "./node"

/** What the engine knows of something that a run can ask for; how it is done is the conversation's. */
interface FlowEffect {
  /** What answers it; null where nothing comes back and the run goes on at once. */
  answer: Exclude<Wait["for"][number], "reply"> | null
  /** Money may hang on the answer: a run that waits for it is never thrown away. */
  money: boolean
}

/** Every effect of a flow. */
const flowEffects: Readonly<Record<Effect["type"], FlowEffect>> = {
  send: { answer: null, money: false },
  request: { answer: "response", money: false },
  order: { answer: "order", money: true },
  close: { answer: null, money: false },
  lookup: { answer: null, money: false },
  inquire: { answer: "response", money: false },
  giveback: { answer: "response", money: false },
  capture: { answer: "response", money: false },
  void: { answer: "response", money: false },
  note: { answer: null, money: false },
  start: { answer: null, money: false },
}

/** Whether an answer to it is waited for. */
export function isAnswered({ type }: Pick<Effect, "type">): boolean {
  return flowEffects[type].answer !== null
}

/** Whether money may come of what is waited for. */
export function awaitsMoney(wait: Wait | null): boolean {
  const money = Object.values(flowEffects).flatMap(({ answer, money }) => (money && answer !== null ? [answer] : []))
  return wait?.for.some((event) => event !== "reply" && money.includes(event)) ?? false
}
