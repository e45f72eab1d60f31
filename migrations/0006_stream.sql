CREATE TABLE `stream` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`order_id` text,
	`conversation` text,
	`contact` text,
	`flow` text,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stream_key` ON `stream` (`key`);--> statement-breakpoint
CREATE INDEX `stream_subject` ON `stream` (`subject`);