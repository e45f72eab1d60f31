ALTER TABLE `account_health` ADD `failed_at` integer;--> statement-breakpoint
ALTER TABLE `account_health` ADD `failure` text;