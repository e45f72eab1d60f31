import { Button, Modal, Select, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { useWords } from "../words"
import { AccountForm } from "./AccountForm"
import type { Account, AccountKind, Service } from "./account"

interface Props<One extends Account> {
  kind: AccountKind
  make(service: string, fields: { title: string; config: Record<string, unknown> }): Promise<One>
  services: readonly Service[]
  button: string
  /** Asks which service it is at. */
  question: string
  onMade(made: One): void
}

/** Adds an account: first where, then what that place asks for. */
export function NewAccount<One extends Account>(props: Props<One>) {
  const { kind, make, services, button, question, onMade } = props
  const { accounts, shell } = useWords()
  const [opened, { open, close }] = useDisclosure()
  const [name, setName] = useState<string | null>(null)
  const service = services.find((one) => one.name === name)
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {button}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={button}
        size="lg"
        closeButtonProps={{ "aria-label": shell.close }}
        onExitTransitionEnd={() => setName(null)}
      >
        <Stack>
          <Select
            label={question}
            placeholder={accounts.choose}
            data={services.map(({ name: value, title, allowed }) => ({ value, label: title, disabled: !allowed }))}
            value={name}
            onChange={setName}
            allowDeselect={false}
            data-autofocus
          />
          {services.some(({ allowed }) => !allowed) && <Text size="sm">{accounts.notAllowed}</Text>}
          {service && (
            <AccountForm<One>
              key={service.name}
              service={service}
              kind={kind}
              save={(fields) => make(service.name, fields)}
              submit={accounts.add}
              onSaved={(made) => {
                close()
                onMade(made)
              }}
            />
          )}
        </Stack>
      </Modal>
    </>
  )
}
