CREATE TABLE `channel_activity` (
	`account` text PRIMARY KEY NOT NULL,
	`last_inbound_at` integer,
	`last_outbound_at` integer
);
--> statement-breakpoint
CREATE TABLE `sandbox_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account` text NOT NULL,
	`phone` text NOT NULL,
	`message` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sandbox_messages_phone` ON `sandbox_messages` (`account`,`phone`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`hash`);--> statement-breakpoint
ALTER TABLE `conversations` ADD `review_at` integer;--> statement-breakpoint
CREATE INDEX `conversations_phone` ON `conversations` (`phone`);--> statement-breakpoint
CREATE INDEX `conversations_review` ON `conversations` (`review_at`) WHERE review_at is not null;--> statement-breakpoint
ALTER TABLE `flows` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `orders_paid` ON `orders` (`paid_at`) WHERE paid_at is not null;--> statement-breakpoint
CREATE INDEX `orders_conversation` ON `orders` (`conversation`);--> statement-breakpoint
UPDATE `conversations` SET `review_at` = `created_at` + 86400000;
