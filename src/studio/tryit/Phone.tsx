import { Button, TextInput } from "@mantine/core"
import { type FormEvent, useEffect, useRef, useState } from "react"
import type { Choice } from "../../core/message/message"
import { useWords } from "../words"
import { Bubble } from "./Bubble"
import styles from "./phone.module.css"
import type { Line } from "./tryout"

interface Props {
  lines: readonly Line[]
  hint: string
  busy?: boolean
  opensLinks?: boolean
  onWrite(text: string, choice?: string): void
}

/** The pretend phone: what was said, and a line to write on. */
export function Phone({ lines, hint, busy = false, opensLinks = false, onWrite }: Props) {
  const { tryit: phone } = useWords()
  const [text, setText] = useState("")
  const log = useRef<HTMLDivElement>(null)
  const count = lines.length
  useEffect(() => {
    if (count > 0) log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [count])
  const latest = lines.findLast(({ from }) => from === "flow")

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === "") return
    onWrite(text.trim())
    setText("")
  }

  return (
    <div className={styles.screen}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div ref={log} className={styles.log} role="log" aria-label={phone.chat} aria-live="polite" tabIndex={0}>
        {count === 0 && <span className={styles.note}>{hint}</span>}
        {lines.map((line) =>
          line.from === "note" ? (
            <span key={line.id} className={styles.note}>
              {line.message.text}
            </span>
          ) : (
            <Bubble
              key={line.id}
              message={line.message}
              mine={line.from === "customer"}
              opensLinks={opensLinks}
              onChoose={line === latest ? ({ title, id }: Choice) => onWrite(title, id) : undefined}
            />
          ),
        )}
      </div>
      <form className={styles.write} onSubmit={submit}>
        <TextInput
          aria-label={phone.write}
          placeholder={phone.write}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autoComplete="off"
        />
        <Button type="submit" loading={busy}>
          {phone.send}
        </Button>
      </form>
    </div>
  )
}
