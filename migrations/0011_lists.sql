CREATE TABLE `order_days` (
	`day` integer NOT NULL,
	`account` text NOT NULL,
	`flow` text NOT NULL,
	`currency` text NOT NULL,
	`mode` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	`minor` integer NOT NULL,
	`refunded` integer NOT NULL,
	PRIMARY KEY(`day`, `account`, `flow`, `currency`, `mode`, `status`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `order_texts` (
	`entry` integer PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `takings` (
	`flow` text NOT NULL,
	`quarter` integer NOT NULL,
	`currency` text NOT NULL,
	`mode` text NOT NULL,
	`count` integer NOT NULL,
	`minor` integer NOT NULL,
	PRIMARY KEY(`flow`, `quarter`, `currency`, `mode`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `conversations_created`;--> statement-breakpoint
CREATE INDEX `conversations_created` ON `conversations` (`created_at`,`id`);--> statement-breakpoint
DROP INDEX `orders_conversation`;--> statement-breakpoint
CREATE INDEX `orders_status` ON `orders` (`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_flow` ON `orders` (`flow`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_conversation` ON `orders` (`conversation`,`created_at`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `order_search` USING fts5(number, description, content='', columnsize=0, tokenize='trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE `contact_search` USING fts5(name, phone, user_id, content='conversations', content_rowid='rowid', columnsize=0, tokenize='trigram');
--> statement-breakpoint
INSERT INTO `contact_search` (`contact_search`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `order_texts` (`entry`, `order_id`)
SELECT `created_at` * 1000 + row_number() OVER (PARTITION BY `created_at` ORDER BY `id`) - 1, `id` FROM `orders`;
--> statement-breakpoint
INSERT INTO `order_search` (`rowid`, `number`, `description`)
SELECT `entry`, `number`, `description` FROM `order_texts` JOIN `orders` ON `orders`.`id` = `order_texts`.`order_id`;
--> statement-breakpoint
INSERT INTO `contact_search` (`rowid`, `name`, `phone`, `user_id`)
SELECT `rowid`, `name`, `phone`, `user_id` FROM `conversations`;
--> statement-breakpoint
INSERT INTO `order_days`
SELECT `created_at` / 86400000, `payment_account`, `flow`, `currency`, `mode`, `status`, count(*), sum(`minor`), sum(`refunded`)
FROM `orders` GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO `takings`
SELECT `flow`, `paid_at` / 900000, `currency`, `mode`, count(*), sum(`minor`)
FROM `orders` WHERE `paid_at` IS NOT NULL GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
CREATE TRIGGER `orders_opened` AFTER INSERT ON `orders` BEGIN
	INSERT INTO `order_texts` (`entry`, `order_id`) VALUES (coalesce((SELECT max(`entry`) + 1 FROM `order_texts`
		WHERE `entry` >= NEW.`created_at` * 1000 AND `entry` < NEW.`created_at` * 1000 + 1000), NEW.`created_at` * 1000), NEW.`id`);
	INSERT INTO `order_search` (`rowid`, `number`, `description`) SELECT max(`entry`), NEW.`number`, NEW.`description`
		FROM `order_texts` WHERE `entry` >= NEW.`created_at` * 1000 AND `entry` < NEW.`created_at` * 1000 + 1000;
	INSERT INTO `order_days` VALUES (NEW.`created_at` / 86400000, NEW.`payment_account`, NEW.`flow`, NEW.`currency`, NEW.`mode`,
		NEW.`status`, 1, NEW.`minor`, NEW.`refunded`)
		ON CONFLICT DO UPDATE SET `count` = `count` + 1, `minor` = `minor` + excluded.`minor`,
		`refunded` = `refunded` + excluded.`refunded`;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_opened_paid` AFTER INSERT ON `orders` WHEN NEW.`paid_at` IS NOT NULL BEGIN
	INSERT INTO `takings` VALUES (NEW.`flow`, NEW.`paid_at` / 900000, NEW.`currency`, NEW.`mode`, 1, NEW.`minor`)
		ON CONFLICT DO UPDATE SET `count` = `count` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_counted` AFTER UPDATE OF `status`, `refunded`, `minor` ON `orders`
WHEN OLD.`status` <> NEW.`status` OR OLD.`refunded` <> NEW.`refunded` OR OLD.`minor` <> NEW.`minor` BEGIN
	UPDATE `order_days` SET `count` = `count` - 1, `minor` = `minor` - OLD.`minor`, `refunded` = `refunded` - OLD.`refunded`
		WHERE `day` = OLD.`created_at` / 86400000 AND `account` = OLD.`payment_account` AND `flow` = OLD.`flow`
		AND `currency` = OLD.`currency` AND `mode` = OLD.`mode` AND `status` = OLD.`status`;
	INSERT INTO `order_days` VALUES (NEW.`created_at` / 86400000, NEW.`payment_account`, NEW.`flow`, NEW.`currency`, NEW.`mode`,
		NEW.`status`, 1, NEW.`minor`, NEW.`refunded`)
		ON CONFLICT DO UPDATE SET `count` = `count` + 1, `minor` = `minor` + excluded.`minor`,
		`refunded` = `refunded` + excluded.`refunded`;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_paid` AFTER UPDATE OF `paid_at` ON `orders` WHEN OLD.`paid_at` IS NOT NEW.`paid_at` BEGIN
	UPDATE `takings` SET `count` = `count` - 1, `minor` = `minor` - OLD.`minor`
		WHERE `flow` = OLD.`flow` AND `quarter` = OLD.`paid_at` / 900000 AND `currency` = OLD.`currency` AND `mode` = OLD.`mode`;
	INSERT INTO `takings` SELECT NEW.`flow`, NEW.`paid_at` / 900000, NEW.`currency`, NEW.`mode`, 1, NEW.`minor`
		WHERE NEW.`paid_at` IS NOT NULL
		ON CONFLICT DO UPDATE SET `count` = `count` + 1, `minor` = `minor` + excluded.`minor`;
END;
--> statement-breakpoint
CREATE TRIGGER `conversations_entered` AFTER INSERT ON `conversations` BEGIN
	INSERT INTO `contact_search` (`rowid`, `name`, `phone`, `user_id`) VALUES (NEW.`rowid`, NEW.`name`, NEW.`phone`, NEW.`user_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `conversations_renamed` AFTER UPDATE OF `name`, `phone`, `user_id` ON `conversations`
WHEN OLD.`name` IS NOT NEW.`name` OR OLD.`phone` IS NOT NEW.`phone` OR OLD.`user_id` IS NOT NEW.`user_id` BEGIN
	INSERT INTO `contact_search` (`contact_search`, `rowid`, `name`, `phone`, `user_id`)
		VALUES ('delete', OLD.`rowid`, OLD.`name`, OLD.`phone`, OLD.`user_id`);
	INSERT INTO `contact_search` (`rowid`, `name`, `phone`, `user_id`) VALUES (NEW.`rowid`, NEW.`name`, NEW.`phone`, NEW.`user_id`);
END;
