CREATE TABLE `order_facts` (
	`order_id` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`cause` text NOT NULL,
	`mode` text NOT NULL,
	`checkout` text,
	`payment` text,
	`subject` text,
	`currency` text,
	`minor` integer,
	`stage` text,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`seq` integer NOT NULL,
	`by` text,
	`attempt` integer,
	`fee` integer,
	`more` text,
	PRIMARY KEY(`order_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `unmatched` (
	`account` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`cause` text NOT NULL,
	`mode` text NOT NULL,
	`checkout` text,
	`payment` text,
	`subject` text,
	`currency` text,
	`minor` integer,
	`stage` text,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`order_id` text,
	PRIMARY KEY(`account`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
-- What was said of an order, in the words of facts. An end of the order's own counts only where it did end the order.
INSERT OR IGNORE INTO `order_facts` (`order_id`, `id`, `type`, `cause`, `mode`, `checkout`, `payment`, `subject`,
	`currency`, `minor`, `stage`, `reason`, `at`, `recorded_at`, `seq`, `attempt`)
SELECT `order_id`, `id`, `type`, `cause`, `mode`, `checkout`, `payment`, `subject`, `currency`, `minor`, `stage`, `reason`,
	`at`, `recorded_at`, row_number() OVER (PARTITION BY `order_id` ORDER BY `recorded_at`, `rank`, `at`, `id`), `attempt`
FROM (
	SELECT e.`order_id`,
		CASE
			WHEN e.`status` = 'checkout' THEN 'own:offered:' || substr(e.`id`, length('order:' || e.`order_id` || ':checkout:') + 1)
			WHEN instr(e.`id`, ':own:' || e.`order_id` || ':') > 0 AND (o.`status` IN ('failed', 'expired', 'cancelled') OR o.`late`)
				THEN 'own:ended:' || e.`status`
			ELSE e.`id`
		END AS `id`,
		CASE
			WHEN instr(e.`id`, ':own:' || e.`order_id` || ':') > 0
				THEN iif(o.`status` IN ('failed', 'expired', 'cancelled') OR o.`late`, 'ended', 'declined')
			WHEN e.`status` = 'checkout' THEN 'offered'
			WHEN e.`status` = 'paid' THEN 'captured'
			WHEN e.`status` IN ('expired', 'cancelled') THEN 'declined'
			WHEN e.`status` = 'refundPending' THEN 'refundAsked'
			WHEN e.`status` IN ('inquiry', 'chargeback') THEN 'disputed'
			WHEN e.`status` IN ('chargebackWon', 'chargebackLost') THEN 'disputeEnded'
			ELSE e.`status`
		END AS `type`,
		e.`cause`, coalesce(e.`mode`, o.`mode`) AS `mode`, e.`reference` AS `checkout`, e.`payment`, e.`subject`,
		e.`currency`, e.`minor`,
		CASE e.`status` WHEN 'inquiry' THEN 'inquiry' WHEN 'chargeback' THEN 'open' WHEN 'chargebackWon' THEN 'won'
			WHEN 'chargebackLost' THEN 'lost' WHEN 'expired' THEN 'expired' WHEN 'cancelled' THEN 'cancelled'
			ELSE iif(instr(e.`id`, ':own:' || e.`order_id` || ':') > 0, e.`status`, NULL) END AS `stage`,
		e.`reason`, e.`at`, e.`recorded_at`, 0 AS `rank`,
		CASE WHEN e.`status` = 'checkout' THEN CAST(substr(e.`id`, length('order:' || e.`order_id` || ':checkout:') + 1) AS integer)
			ELSE (SELECT a.`attempt` FROM `attempts` a WHERE a.`order_id` = e.`order_id` AND a.`reference` = e.`reference`
				ORDER BY a.`attempt` LIMIT 1) END AS `attempt`
	FROM `order_events` e JOIN `orders` o ON o.`id` = e.`order_id`
	WHERE e.`status` <> 'opened' AND (e.`cause` = 'foreign' OR e.`status` = 'checkout'
		OR substr(e.`id`, 1, length(o.`payment_account`) + 1) = o.`payment_account` || ':')
	UNION ALL
	-- What its provider ended, ended by its provider's word.
	SELECT o.`id`, 'own:ended:' || iif(o.`status` IN ('failed', 'expired', 'cancelled'), o.`status`, e.`status`), 'ended',
		coalesce(e.`cause`, 'timer'), o.`mode`, NULL, NULL, NULL, NULL, NULL,
		iif(o.`status` IN ('failed', 'expired', 'cancelled'), o.`status`, e.`status`),
		iif(o.`status` = 'paid', e.`reason`, o.`reason`), coalesce(e.`at`, o.`expires_at`), coalesce(e.`recorded_at`, o.`expires_at`), 1, NULL
	FROM `orders` o LEFT JOIN `order_events` e ON e.`id` = (
		SELECT first.`id` FROM `order_events` first WHERE first.`order_id` = o.`id` AND first.`cause` <> 'foreign'
			AND first.`status` IN ('failed', 'expired', 'cancelled') AND (o.`late` OR first.`status` = o.`status`)
		ORDER BY first.`recorded_at`, first.`at`, first.`id` LIMIT 1)
	WHERE (o.`status` IN ('failed', 'expired', 'cancelled') OR (o.`late` AND e.`id` IS NOT NULL))
		AND NOT EXISTS (SELECT 1 FROM `order_events` own WHERE own.`order_id` = o.`id`
			AND instr(own.`id`, ':own:' || o.`id` || ':') > 0)
	UNION ALL
	SELECT r.`order_id`, 'own:refund:' || r.`id` || '.' || r.`tries`, 'refundAsked', r.`cause`, o.`mode`, r.`reference`, r.`payment`,
		r.`id` || '.' || r.`tries`, r.`currency`, r.`minor`, NULL, NULL, r.`asked_at`, r.`asked_at`, 0, NULL
	FROM `refunds` r JOIN `orders` o ON o.`id` = r.`order_id`
	UNION ALL
	SELECT r.`order_id`, 'own:refused:' || r.`id` || '.' || r.`tries`, 'refundFailed', r.`cause`, o.`mode`, r.`reference`, r.`payment`,
		r.`id` || '.' || r.`tries`, r.`currency`, r.`minor`, NULL, r.`reason`, coalesce(r.`settled_at`, r.`asked_at`),
		coalesce(r.`settled_at`, r.`asked_at`), 1, NULL
	FROM `refunds` r JOIN `orders` o ON o.`id` = r.`order_id` WHERE r.`state` = 'failed'
	UNION ALL
	SELECT r.`order_id`, 'own:given:' || r.`id` || '.' || r.`tries`, 'refunded', r.`cause`, o.`mode`, r.`reference`, r.`payment`,
		r.`id` || '.' || r.`tries`, r.`currency`, r.`minor`, NULL, NULL, coalesce(r.`settled_at`, r.`asked_at`),
		coalesce(r.`settled_at`, r.`asked_at`), 1, NULL
	FROM `refunds` r JOIN `orders` o ON o.`id` = r.`order_id` WHERE r.`state` = 'done'
);
--> statement-breakpoint
INSERT OR IGNORE INTO `unmatched` (`account`, `id`, `type`, `cause`, `mode`, `checkout`, `payment`, `subject`, `currency`, `minor`,
	`stage`, `reason`, `at`, `recorded_at`, `order_id`)
SELECT substr(e.`id`, 1, instr(e.`id`, ':') - 1), e.`id`,
	CASE
		WHEN e.`status` = 'paid' THEN 'captured'
		WHEN e.`status` IN ('expired', 'cancelled') THEN 'declined'
		WHEN e.`status` = 'refundPending' THEN 'refundAsked'
		WHEN e.`status` IN ('inquiry', 'chargeback') THEN 'disputed'
		WHEN e.`status` IN ('chargebackWon', 'chargebackLost') THEN 'disputeEnded'
		ELSE e.`status`
	END,
	e.`cause`, e.`mode`, e.`reference`, e.`payment`, e.`subject`, e.`currency`, e.`minor`,
	CASE e.`status` WHEN 'inquiry' THEN 'inquiry' WHEN 'chargeback' THEN 'open' WHEN 'chargebackWon' THEN 'won'
		WHEN 'chargebackLost' THEN 'lost' WHEN 'expired' THEN 'expired' WHEN 'cancelled' THEN 'cancelled' END,
	e.`reason`, e.`at`, e.`recorded_at`, e.`order_id`
FROM `order_events` e LEFT JOIN `orders` o ON o.`id` = e.`order_id`
WHERE e.`mode` IS NOT NULL AND e.`cause` <> 'foreign' AND e.`status` NOT IN ('opened', 'checkout')
	AND (o.`id` IS NULL OR substr(e.`id`, 1, length(o.`payment_account`) + 1) <> o.`payment_account` || ':');
--> statement-breakpoint
CREATE TABLE `__new_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`yielded` text DEFAULT '' NOT NULL,
	`link` text NOT NULL,
	`conversation` text NOT NULL,
	`flow` text NOT NULL,
	`flow_version` integer NOT NULL,
	`node` text NOT NULL,
	`payment_account` text NOT NULL,
	`mode` text NOT NULL,
	`currency` text NOT NULL,
	`minor` integer NOT NULL,
	`terms` text,
	`description` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`reference` text,
	`payment` text,
	`surplus` text DEFAULT '[]' NOT NULL,
	`captured` integer DEFAULT 0 NOT NULL,
	`refunded` integer DEFAULT 0 NOT NULL,
	`disputed` integer DEFAULT 0 NOT NULL,
	`lost` integer DEFAULT 0 NOT NULL,
	`over` integer DEFAULT 0 NOT NULL,
	`late` integer DEFAULT false NOT NULL,
	`paid_at` integer,
	`folded` integer DEFAULT 0 NOT NULL,
	`worth` text DEFAULT 'open' NOT NULL,
	`told` text DEFAULT 'open' NOT NULL,
	`sweep_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_orders`
SELECT `id`, `key`, `number`, '', `link`, `conversation`, `flow`, `flow_version`, `node`, `payment_account`, `mode`, `currency`, `minor`,
	NULL, `description`, `language`, `created_at`, `expires_at`, `standing`, `reason`, `reference`, `payment`, `surplus`, `captured`,
	`refunded_minor`, `disputed`, `lost`, iif(`standing` = 'paid', max(0, `captured` - `minor`), 0), `late`, `paid_at`, `folded`, `worth`,
	CASE WHEN `told` IS `status` THEN `worth` ELSE 'open' END, `sweep_at`
FROM (
	SELECT o.*, o.`status` AS `standing`,
		o.`status`
			|| iif(o.`status` = 'paid' AND json_array_length(o.`surplus`) > 0, '+' || json_array_length(o.`surplus`), '') AS `worth`,
		(SELECT coalesce(max(f.`seq`), 0) FROM `order_facts` f WHERE f.`order_id` = o.`id`) AS `folded`,
		(SELECT coalesce(sum(`most`), 0) FROM (SELECT max(f.`minor`) AS `most` FROM `order_facts` f
			WHERE f.`order_id` = o.`id` AND f.`type` = 'captured' AND f.`cause` <> 'foreign' AND f.`mode` = o.`mode`
				AND f.`currency` = o.`currency`
			GROUP BY coalesce(f.`payment`, '#' || coalesce(f.`attempt`, 0)))) AS `captured`,
		(SELECT coalesce(sum(`most`), 0) FROM (SELECT max(coalesce(f.`minor`, o.`minor`)) AS `most` FROM `order_facts` f
			WHERE f.`order_id` = o.`id` AND f.`type` = 'disputed' AND f.`stage` = 'open' AND f.`cause` <> 'foreign' AND f.`mode` = o.`mode`
				AND NOT EXISTS (SELECT 1 FROM `order_facts` e WHERE e.`order_id` = o.`id` AND e.`type` = 'disputeEnded'
					AND e.`subject` = f.`subject`)
			GROUP BY f.`subject`)) AS `disputed`,
		(SELECT coalesce(sum(`most`), 0) FROM (SELECT max(coalesce(f.`minor`, o.`minor`)) AS `most` FROM `order_facts` f
			WHERE f.`order_id` = o.`id` AND f.`type` IN ('disputed', 'disputeEnded') AND f.`cause` <> 'foreign' AND f.`mode` = o.`mode`
				AND EXISTS (SELECT 1 FROM `order_facts` e WHERE e.`order_id` = o.`id` AND e.`type` = 'disputeEnded'
					AND e.`stage` = 'lost' AND e.`subject` = f.`subject`)
				AND NOT EXISTS (SELECT 1 FROM `order_facts` e WHERE e.`order_id` = o.`id` AND e.`type` = 'disputeEnded'
					AND e.`stage` = 'won' AND e.`subject` = f.`subject`)
			GROUP BY f.`subject`)) AS `lost`
	FROM `orders` o
);
--> statement-breakpoint
DROP TABLE `orders`;
--> statement-breakpoint
ALTER TABLE `__new_orders` RENAME TO `orders`;
--> statement-breakpoint
DROP TABLE `order_events`;
--> statement-breakpoint
CREATE TABLE `__new_attempts` (
	`order_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`account` text NOT NULL,
	`reference` text,
	`presentation` text,
	`usable_until` integer,
	`payable_until` integer,
	`url` text,
	`expires_at` integer,
	`customer` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`order_id`, `attempt`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_attempts`
SELECT `order_id`, `attempt`, `account`, `reference`, `presentation`, `usable_until`, `payable_until`, `url`, `expires_at`,
	`customer`, `failures`, `created_at` FROM `attempts`;
--> statement-breakpoint
DROP TABLE `attempts`;
--> statement-breakpoint
ALTER TABLE `__new_attempts` RENAME TO `attempts`;
--> statement-breakpoint
CREATE TABLE `__new_addresses` (
	`account` text NOT NULL,
	`address` text NOT NULL,
	`conversation` text NOT NULL,
	PRIMARY KEY(`account`, `address`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_addresses` SELECT `account`, `address`, `conversation` FROM `addresses`;
--> statement-breakpoint
DROP TABLE `addresses`;
--> statement-breakpoint
ALTER TABLE `__new_addresses` RENAME TO `addresses`;
--> statement-breakpoint
CREATE INDEX `order_facts_payment` ON `order_facts` (`payment`) WHERE payment is not null;
--> statement-breakpoint
CREATE INDEX `unmatched_order` ON `unmatched` (`order_id`) WHERE order_id is not null;
--> statement-breakpoint
CREATE INDEX `unmatched_checkout` ON `unmatched` (`checkout`) WHERE checkout is not null;
--> statement-breakpoint
CREATE INDEX `unmatched_payment` ON `unmatched` (`payment`) WHERE payment is not null;
--> statement-breakpoint
CREATE INDEX `attempts_reference` ON `attempts` (`reference`) WHERE reference is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`number`,`yielded`);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_link` ON `orders` (`link`);
--> statement-breakpoint
CREATE INDEX `orders_sweep` ON `orders` (`sweep_at`) WHERE sweep_at is not null;
--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`created_at`);
--> statement-breakpoint
CREATE INDEX `orders_conversation` ON `orders` (`conversation`);
