import { AppShell, Badge, Burger, Group, NavLink, ScrollArea, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { Suspense } from "react"
import { Link, Redirect, Route, Switch, useLocation } from "wouter"
import { Waiting } from "../parts/Waiting"
import { useSession } from "../signin/session"
import { useWords } from "../words"
import { Boundary } from "./Boundary"
import { NotFound } from "./NotFound"
import { Preferences } from "./Preferences"
import { places, screens } from "./screens"

/** The navigation around every screen. */
export function Frame() {
  const { shell } = useWords()
  const { environment } = useSession()
  const [location] = useLocation()
  const [opened, { toggle, close }] = useDisclosure(false)
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#content">
        {shell.skipToContent}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={shell.openNavigation} />
            <img src="/icon.svg" alt="" width={26} height={26} />
            <Text fw={700}>{shell.product}</Text>
            {environment === "local" && (
              <Badge variant="light" color="gray" autoContrast>
                {shell.testMode}
              </Badge>
            )}
          </Group>
          <Preferences />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={shell.navigation}>
        <ScrollArea>
          {places.map(({ path, name, icon: Icon }) => (
            <NavLink
              key={path}
              component={Link}
              href={path}
              label={shell[name]}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              active={location === path || location.startsWith(`${path}/`)}
              onClick={close}
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Boundary key={location}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              <Route path="/">
                <Redirect to="/flows" replace />
              </Route>
              {screens.map(({ path, screen: Screen }) => (
                <Route key={path} path={path}>
                  {({ id }: { id?: string }) => <Screen {...(id !== undefined && { id })} />}
                </Route>
              ))}
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </AppShell.Main>
    </AppShell>
  )
}
