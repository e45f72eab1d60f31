CREATE TABLE `account_health` (
	`kind` text NOT NULL,
	`account` text NOT NULL,
	`faulty_since` integer,
	`fault` text,
	`reason` text,
	`last_good_at` integer,
	`refused_since` integer,
	`refused_at` integer,
	`waking` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`kind`, `account`)
);
--> statement-breakpoint
CREATE TABLE `held` (
	`account` text NOT NULL,
	`conversation` text NOT NULL,
	PRIMARY KEY(`account`, `conversation`)
);
