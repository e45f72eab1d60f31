import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core"
import { IconCheck, IconLogout, IconLogout2, IconUserCircle } from "@tabler/icons-react"
import { useSession } from "../signin/session"
import { languages, useLocale, useWords } from "../words"
import { chosenLanguage } from "./Speaking"

/** Colours, language and the way out. */
export function Preferences() {
  const { shell } = useWords()
  const locale = useLocale()
  const { name, signOut } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const colours = [
    { value: "auto", label: shell.automatic },
    { value: "light", label: shell.light },
    { value: "dark", label: shell.dark },
  ] as const
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={name}>
          <IconUserCircle size={22} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shell.colours}</Menu.Label>
        {colours.map(({ value, label }) => (
          <Menu.Item key={value} rightSection={mark(colorScheme === value)} onClick={() => setColorScheme(value)}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>{shell.language}</Menu.Label>
        {languages.map(({ code, title }) => (
          <Menu.Item
            key={code}
            lang={code}
            rightSection={mark(locale === code)}
            onClick={() => chosenLanguage.choose(code)}
          >
            {title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut(false)}>
          {shell.signOut}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout2 size={16} aria-hidden />} onClick={() => signOut(true)}>
          {shell.signOutEverywhere}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function mark(chosen: boolean) {
  return chosen ? <IconCheck size={16} aria-hidden /> : null
}
