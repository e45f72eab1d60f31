import { List, Text } from "@mantine/core"
import { Copied } from "../parts/Copied"
import { useWords } from "../words"
import type { Service } from "./account"

interface Props {
  steps: Service["guide"]
  /** What stands for {webhookUrl} and the like. */
  values: Readonly<Record<string, string>>
}

/** How to set an account up at the service, step by step, with what is to be entered there ready to copy. */
export function Guide({ steps, values }: Props) {
  const { accounts } = useWords()
  return (
    <List type="ordered" spacing="md" aria-label={accounts.guide}>
      {steps.map(({ title, text }) => {
        const named = Object.entries(values).filter(([name]) => text.includes(`{${name}}`))
        return (
          <List.Item key={title}>
            <Text fw={600}>{title}</Text>
            <Text size="sm" className="anywhere">
              {filled(text, values)}
            </Text>
            {named.map(([name, value]) => (
              <Copied key={name} value={value} label={title} />
            ))}
          </List.Item>
        )
      })}
    </List>
  )
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/(?<!\{)\{(\w+)\}(?!\})/g, (mark, name: string) => values[name] ?? mark)
}
