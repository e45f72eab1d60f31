import { Button, Stack, Text } from "@mantine/core"
import type { Choice, Message } from "../../core/message/message"
import { useWords } from "../words"
import styles from "./phone.module.css"

interface Props {
  message: Message
  mine?: boolean
  onChoose?: ((choice: Choice) => void) | undefined
  /** Opens the message's link where that leads somewhere; without it the link is only shown. */
  opensLinks?: boolean
}

/** One message as a phone shows it. All of it is text: nothing that anybody wrote becomes markup. */
export function Bubble({ message, mine = false, onChoose, opensLinks = false }: Props) {
  const { tryit: phone } = useWords()
  const { text, media, choices = [], choicesTitle, link } = message
  const safe = link && /^https?:\/\//.test(link.url)
  return (
    <div className={mine ? styles.mine : styles.theirs}>
      <Stack gap={6}>
        {media && (
          <Text size="xs" className={styles.media ?? ""}>
            {phone.media[media.kind]}: {media.filename ?? media.url}
          </Text>
        )}
        {text !== "" && (
          <Text size="sm" className={styles.text ?? ""}>
            {text}
          </Text>
        )}
        {choices.length > 0 && choicesTitle && <Text size="xs">{choicesTitle}</Text>}
        {choices.map((choice) => (
          <Button
            key={choice.id}
            size="xs"
            variant="default"
            disabled={!onChoose}
            onClick={() => onChoose?.(choice)}
            title={choice.description}
          >
            {choice.title}
          </Button>
        ))}
        {link &&
          (opensLinks && safe ? (
            <Button component="a" size="xs" href={link.url} target="_blank" rel="noopener noreferrer">
              {link.title}
            </Button>
          ) : (
            <Stack gap={2}>
              <span className={styles.button}>{link.title}</span>
              <Text size="xs" className={styles.text ?? ""}>
                {link.url}
              </Text>
            </Stack>
          ))}
      </Stack>
    </div>
  )
}
