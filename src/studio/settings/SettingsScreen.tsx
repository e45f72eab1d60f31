import { Card, Stack, Title } from "@mantine/core"
import type { ReactNode } from "react"
import { useWords } from "../words"
import { About } from "./About"
import { Retention } from "./Retention"
import { Tokens } from "./Tokens"

/** Tokens, how long messages are kept, and what runs here. */
export default function SettingsScreen() {
  const { settings } = useWords()
  return (
    <Stack maw={860}>
      <title>{settings.title}</title>
      <Title order={1} size="h2">
        {settings.title}
      </Title>
      <Section title={settings.tokens}>
        <Tokens />
      </Section>
      <Section title={settings.retention}>
        <Retention />
      </Section>
      <Section title={settings.about}>
        <About />
      </Section>
    </Stack>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title} withBorder>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  )
}
