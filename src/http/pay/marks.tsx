/** Drawn beside a heading that says the same in words, so never read out. */
export type Mark = "done" | "wait" | "stopped" | "look" | "busy" | "phone"

const PATHS: Record<Mark | "lock", string> = {
  done: "M5 12.5l4.5 4.5L19 7.5",
  wait: "M12 7v5.5l3.5 2M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18",
  stopped: "M7 7l10 10M17 7L7 17",
  look: "M12 7v6M12 17h.01",
  busy: "M21 12a9 9 0 1 1-6.2-8.6",
  phone: "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3M11 18h2",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9.5h-13z",
}

const CLASSES: Record<Mark, string> = {
  done: "mark",
  wait: "mark warn",
  stopped: "mark bad",
  look: "mark warn",
  busy: "mark turning",
  phone: "mark",
}

/** How an order stands, at a glance. */
export function MarkSign({ mark }: { mark: Mark }) {
  return (
    <div class={CLASSES[mark]} aria-hidden="true">
      <Drawing name={mark} />
    </div>
  )
}

/** A line drawing in the colour of the text around it. */
export function Drawing({ name }: { name: Mark | "lock" }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
