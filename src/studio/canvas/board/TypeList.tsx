import { ScrollArea, Text, TextInput, ThemeIcon, UnstyledButton, type UnstyledButtonProps } from "@mantine/core"
import { IconSearch } from "@tabler/icons-react"
import { type ComponentPropsWithoutRef, useState } from "react"
import type { NodeType } from "../../../flow/node"
import { nodes } from "../../../flow/nodes"
import { useWords } from "../../words"
import styles from "../canvas.module.css"
import { useNodeWords } from "../useNodeWords"
import { drawings, groupColour, groups } from "./looks"

interface TypeListProps {
  onChoose(type: string): void
  /** More about the button of a type, such as that it can be dragged. */
  button?(type: NodeType): UnstyledButtonProps & ComponentPropsWithoutRef<"button">
  autoFocus?: boolean
}

/** All node types by their groups, with a search. Enter in the search takes the first that is found. */
export function TypeList({ onChoose, button, autoFocus = false }: TypeListProps) {
  const { canvas } = useWords()
  const [search, setSearch] = useState("")
  const wanted = search.trim().toLowerCase()
  const words = useNodeWords()
  const named = Object.values(nodes).map((type) => ({ ...type, title: words(type.type)?.title ?? type.title }))
  const found = named.filter(({ title, type, group }) =>
    [title, type, canvas.groups[group]].some((text) => text.toLowerCase().includes(wanted)),
  )
  const shown = groups
    .map((group) => ({ group, types: found.filter((type) => type.group === group) }))
    .filter(({ types }) => types.length > 0)
  return (
    <>
      <TextInput
        aria-label={canvas.searchNodes}
        placeholder={canvas.searchNodes}
        leftSection={<IconSearch size={16} aria-hidden />}
        size="xs"
        m="xs"
        value={search}
        data-autofocus={autoFocus}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = shown.flatMap(({ types }) => types)
          if (event.key !== "Enter" || !first) return
          event.preventDefault()
          onChoose(first.type)
        }}
      />
      <ScrollArea.Autosize mah="100%" className={styles.types ?? ""} viewportProps={{ tabIndex: -1 }} px="xs">
        {shown.length === 0 && (
          <Text size="sm" role="status">
            {canvas.noSuchNode}
          </Text>
        )}
        {shown.map(({ group, types }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are buttons.
          <div key={group} role="group" aria-label={canvas.groups[group]}>
            <Text size="xs" fw={600} mt={6} className={styles.type ?? ""}>
              {canvas.groups[group]}
            </Text>
            {types.map((type) => (
              <TypeButton key={type.type} type={type} onChoose={onChoose} more={button?.(type) ?? {}} />
            ))}
          </div>
        ))}
      </ScrollArea.Autosize>
    </>
  )
}

interface TypeButtonProps {
  type: NodeType
  onChoose(type: string): void
  more: UnstyledButtonProps & ComponentPropsWithoutRef<"button">
}

function TypeButton({ type: { type, title, group, icon }, onChoose, more }: TypeButtonProps) {
  const Icon = drawings[icon]
  return (
    <UnstyledButton onClick={() => onChoose(type)} {...more} className={`${styles.typeItem} ${more.className ?? ""}`}>
      <ThemeIcon variant="light" color={groupColour[group]} size={26}>
        <Icon size={16} stroke={1.7} aria-hidden />
      </ThemeIcon>
      {title}
    </UnstyledButton>
  )
}
