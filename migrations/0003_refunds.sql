CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`account` text NOT NULL,
	`payment` text NOT NULL,
	`reference` text,
	`currency` text NOT NULL,
	`minor` integer NOT NULL,
	`whole` integer NOT NULL,
	`cause` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 1 NOT NULL,
	`refund` text,
	`reason` text,
	`asked_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `refunds_order` ON `refunds` (`order_id`);--> statement-breakpoint
ALTER TABLE `orders` ADD `surplus` text DEFAULT '[]' NOT NULL;