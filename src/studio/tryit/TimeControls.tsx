import { Button, Group, Stack, Text } from "@mantine/core"
import { useLocale, useWords } from "../words"
import type { Tryout } from "./tryout"

const MINUTE = 60_000

/** Puts the clock of a try-out forward. */
export function TimeControls({ run, onJump }: { run: Tryout; onJump(milliseconds: number): void }) {
  const { tryit: phone } = useWords()
  const locale = useLocale()
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(run.now)
  const timer = run.nextTimer
  const jumps = [
    [phone.plusMinute, MINUTE],
    [phone.plusHour, 60 * MINUTE],
    [phone.plusDay, 24 * 60 * MINUTE],
  ] as const
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {phone.time}
      </Text>
      <Text size="xs">{phone.clock(time)}</Text>
      <Group gap={6}>
        {jumps.map(([label, milliseconds]) => (
          <Button key={label} size="xs" variant="default" onClick={() => onJump(milliseconds)}>
            {label}
          </Button>
        ))}
        <Button
          size="xs"
          variant="default"
          disabled={timer === null}
          onClick={() => timer !== null && onJump(Math.max(0, timer - run.now))}
        >
          {phone.toTimer}
        </Button>
      </Group>
    </Stack>
  )
}
