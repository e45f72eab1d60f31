UPDATE `orders` SET `status` = 'mismatch' WHERE `status` = 'disputed';--> statement-breakpoint
UPDATE `orders` SET `told` = 'mismatch' WHERE `told` = 'disputed';
