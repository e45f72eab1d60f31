CREATE TABLE `kept` (
	`kind` text NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	`sealed` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`kind`, `account`, `name`)
);
--> statement-breakpoint
ALTER TABLE `attempts` ADD `presentation` text;--> statement-breakpoint
ALTER TABLE `attempts` ADD `usable_until` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `payable_until` integer;--> statement-breakpoint
ALTER TABLE `attempts` ADD `customer` text;--> statement-breakpoint
ALTER TABLE `channel_accounts` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `order_events` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `given_back` text;--> statement-breakpoint
ALTER TABLE `orders` ADD `disputes` text;--> statement-breakpoint
ALTER TABLE `payment_accounts` ADD `revision` integer DEFAULT 1 NOT NULL;