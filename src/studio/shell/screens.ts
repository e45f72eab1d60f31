import {
  IconCreditCard,
  IconMessages,
  IconPlugConnected,
  IconReceipt,
  IconRoute,
  IconSettings,
  type TablerIcon,
} from "@tabler/icons-react"
import { type ComponentType, type LazyExoticComponent, lazy } from "react"

type Screen = LazyExoticComponent<ComponentType<{ id?: string }>>

/** A place in the navigation. */
export interface Place {
  path: string
  name: "flows" | "orders" | "conversations" | "payments" | "channels" | "settings"
  icon: TablerIcon
}

/** The navigation, in its order. */
export const places: readonly Place[] = [
  { path: "/flows", name: "flows", icon: IconRoute },
  { path: "/orders", name: "orders", icon: IconReceipt },
  { path: "/conversations", name: "conversations", icon: IconMessages },
  { path: "/payments", name: "payments", icon: IconCreditCard },
  { path: "/channels", name: "channels", icon: IconPlugConnected },
  { path: "/settings", name: "settings", icon: IconSettings },
]

/** Every screen with its address, loaded when it is opened. `:id` is handed to the screen. */
export const screens: readonly { path: string; screen: Screen }[] = [
  { path: "/flows", screen: lazy(() => import("../flows/FlowsScreen")) },
  { path: "/flows/:id", screen: lazy(() => import("../canvas/CanvasScreen")) },
  { path: "/orders", screen: lazy(() => import("../orders/OrdersScreen")) },
  { path: "/orders/:id", screen: lazy(() => import("../orders/OrderScreen")) },
  { path: "/conversations", screen: lazy(() => import("../conversations/ConversationsScreen")) },
  { path: "/conversations/:id", screen: lazy(() => import("../conversations/ConversationScreen")) },
  { path: "/payments", screen: lazy(() => import("../accounts/payments/PaymentsScreen")) },
  { path: "/channels", screen: lazy(() => import("../accounts/channels/ChannelsScreen")) },
  { path: "/channels/:id", screen: lazy(() => import("../accounts/channels/ChannelScreen")) },
  { path: "/settings", screen: lazy(() => import("../settings/SettingsScreen")) },
]
