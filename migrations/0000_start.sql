CREATE TABLE `addresses` (
	`account` text NOT NULL,
	`address` text NOT NULL,
	`conversation` text NOT NULL,
	PRIMARY KEY(`account`, `address`)
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`order_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`account` text NOT NULL,
	`reference` text,
	`url` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	PRIMARY KEY(`order_id`, `attempt`)
);
--> statement-breakpoint
CREATE INDEX `attempts_reference` ON `attempts` (`reference`);--> statement-breakpoint
CREATE TABLE `channel_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`service` text NOT NULL,
	`title` text NOT NULL,
	`settings` text NOT NULL,
	`secrets` text NOT NULL,
	`secret_names` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`phone` text,
	`user_id` text,
	`name` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conversations_created` ON `conversations` (`created_at`);--> statement-breakpoint
CREATE TABLE `flow_versions` (
	`flow` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`note` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`flow`, `version`)
);
--> statement-breakpoint
CREATE TABLE `flows` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`draft` text NOT NULL,
	`revision` integer NOT NULL,
	`published` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `order_events` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text,
	`cause` text NOT NULL,
	`status` text NOT NULL,
	`reference` text,
	`payment` text,
	`currency` text,
	`minor` integer,
	`mode` text,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `order_events_order` ON `order_events` (`order_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`link` text NOT NULL,
	`conversation` text NOT NULL,
	`flow` text NOT NULL,
	`flow_version` integer NOT NULL,
	`node` text NOT NULL,
	`payment_account` text NOT NULL,
	`mode` text NOT NULL,
	`currency` text NOT NULL,
	`minor` integer NOT NULL,
	`description` text NOT NULL,
	`language` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`reference` text,
	`payment` text,
	`late` integer DEFAULT false NOT NULL,
	`overpaid` integer DEFAULT false NOT NULL,
	`chargeback` integer DEFAULT false NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`paid_at` integer,
	`told` text,
	`sweep_at` integer,
	`revision` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_key` ON `orders` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_link` ON `orders` (`link`);--> statement-breakpoint
CREATE INDEX `orders_sweep` ON `orders` (`sweep_at`) WHERE sweep_at is not null;--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`created_at`);--> statement-breakpoint
CREATE INDEX `orders_payment` ON `orders` (`payment`) WHERE payment is not null;--> statement-breakpoint
CREATE TABLE `payment_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`service` text NOT NULL,
	`title` text NOT NULL,
	`settings` text NOT NULL,
	`secrets` text NOT NULL,
	`secret_names` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `payment_configuration` (
	`id` text PRIMARY KEY NOT NULL,
	`settings` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `routes` (
	`account` text NOT NULL,
	`keyword` text NOT NULL,
	`flow` text NOT NULL,
	PRIMARY KEY(`account`, `keyword`)
);
--> statement-breakpoint
CREATE TABLE `sandbox_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`session` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sequences` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
