// Written by `npm run client` from the description of the API.

export interface paths {
    "/payment-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the payment configuration
         * @description Needs the right `settings.read`.
         */
        get: operations["paymentConfiguration.show"];
        /**
         * Set the payment configuration
         * @description Put in place of the one before: fields left out get their defaults. A message left out is said in the product's own words; an empty one is not sent, but for the request.
         *
         *     Needs the right `settings.write`.
         */
        put: operations["paymentConfiguration.save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-configuration/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the pay page of a sample order
         * @description The page itself, as HTML, with these settings. Nothing is stored and nothing on it can be paid.
         *
         *     Needs the right `settings.read`.
         */
        post: operations["paymentConfiguration.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payment accounts
         * @description Needs the right `accounts.read`.
         */
        get: operations["paymentAccounts.list"];
        put?: never;
        /**
         * Add a payment account
         * @description Secrets are stored encrypted and never shown again.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["paymentAccounts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a payment account
         * @description Needs the right `accounts.read`.
         */
        get: operations["paymentAccounts.show"];
        /**
         * Change a payment account
         * @description Secrets left out keep their value, null takes one away. Every other field left out gets its default. What was known against the account is forgotten, and what was held for it goes on.
         *
         *     Needs the right `accounts.write`.
         */
        put: operations["paymentAccounts.save"];
        post?: never;
        /**
         * Remove a payment account
         * @description Refused with 409 `in_use` while new orders go to it, or while one of its orders is not over.
         *
         *     Needs the right `accounts.write`.
         */
        delete: operations["paymentAccounts.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-accounts/{id}/arrange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the service's side of a payment account up
         * @description Enters the account's own address at its service, as far as the service lets it be done so, and stores what it says in return with the account.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["paymentAccounts.arrange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channel-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channel accounts
         * @description Needs the right `accounts.read`.
         */
        get: operations["channelAccounts.list"];
        put?: never;
        /**
         * Add a channel account
         * @description Secrets are stored encrypted and never shown again.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["channelAccounts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channel-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a channel account
         * @description Needs the right `accounts.read`.
         */
        get: operations["channelAccounts.show"];
        /**
         * Change a channel account
         * @description Secrets left out keep their value, null takes one away. Every other field left out gets its default. What was known against the account is forgotten, and what was held for it goes on.
         *
         *     Needs the right `accounts.write`.
         */
        put: operations["channelAccounts.save"];
        post?: never;
        /**
         * Remove a channel account
         * @description Refused with 409 `in_use` while an order of one of its conversations is open, under way, not told or may still be paid, or while messages wait for the account to work again. Conversations that only wait for an answer end with it: what their customers write finds no account.
         *
         *     Needs the right `accounts.write`.
         */
        delete: operations["channelAccounts.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List flows
         * @description Needs the right `flows.read`.
         */
        get: operations["flows.list"];
        put?: never;
        /**
         * Add a flow with its first draft
         * @description A draft may be unfinished: its faults are found by checking and publishing. A field that its node's type does not have is refused.
         *
         *     Needs the right `flows.write`.
         */
        post: operations["flows.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a flow with its draft
         * @description Needs the right `flows.read`.
         */
        get: operations["flows.show"];
        /**
         * Save a flow's draft
         * @description The revision is the one that the draft is based on. A newer one is not overwritten. A field that its node's type does not have is refused.
         *
         *     Needs the right `flows.write`.
         */
        put: operations["flows.save"];
        post?: never;
        /**
         * Remove a flow
         * @description Into the bin: nothing starts it any more. Runs that are on one of its versions go on.
         *
         *     Needs the right `flows.write`.
         */
        delete: operations["flows.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a flow out of the bin
         * @description As a draft: it starts nothing until it is published again.
         *
         *     Needs the right `flows.write`.
         */
        post: operations["flows.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a flow's draft as a new flow
         * @description Needs the right `flows.write`.
         */
        post: operations["flows.duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the faults of a flow's draft
         * @description What keeps it from being published, and what to think of before.
         *
         *     Needs the right `flows.read`.
         */
        post: operations["flows.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a flow's draft as its next version
         * @description Refused with every fault there is; warnings keep nothing back. New runs start on it at once; runs under way stay on theirs.
         *
         *     Needs the right `flows.write`.
         */
        post: operations["flows.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a flow's published versions, the newest first
         * @description Needs the right `flows.read`.
         */
        get: operations["flows.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flows/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a published version with its document
         * @description Also of a flow that was removed: runs may still be on it.
         *
         *     Needs the right `flows.read`.
         */
        get: operations["flows.version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders, the newest first
         * @description Needs the right `orders.read`.
         */
        get: operations["orders.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What orders come to, by currency, mode and status
         * @description The same filters as of the list. Test money is never added to live money.
         *
         *     Needs the right `orders.read`.
         */
        get: operations["orders.totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export orders as CSV, the newest first
         * @description RFC 4180 in UTF-8, with the names of the columns in the first row; times are ISO 8601. A text that a spreadsheet would take for a formula has an apostrophe before it.
         *
         *     Needs the right `orders.read`.
         */
        get: operations["orders.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/captures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture what is held for an order
         * @description All that is held unless an amount is given, and never more than is held, whoever asks at once. With an `id` of your own a capture is made once, whenever it is asked for again; the same id with another amount is refused with 422 `id_reused`. Without one, the same capture asked for twice is made once as long as the first is not counted. Of a part the rest stays held, unless `last` lets it go or the provider knows no second part. A capture that went unanswered stays asked for: ask again by its id, or wait until the provider's word arrives.
         *
         *     Needs the right `orders.capture`.
         */
        post: operations["orders.capture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/voids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let go of what is held for an order
         * @description What was captured before stays; an order of which nothing was is cancelled, and the customer is told. Asked for again it comes to the same. The answer is 409 where it was captured meanwhile.
         *
         *     Needs the right `orders.capture`.
         */
        post: operations["orders.void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an order with all that happened to it
         * @description Needs the right `orders.read`.
         */
        get: operations["orders.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give money back
         * @description All that is left of the payment unless an amount is given. Of a payment never more is given back than was captured, whoever asks at once. With an `id` of your own a refund is given once, whenever it is asked for again; the same id with another amount or payment is refused with 422 `id_reused`. Without one, the same refund asked for twice is given once as long as the first is not counted. While the provider is still at work on another refund the answer is 409 with `Retry-After`. A refund that went unanswered stays asked for: ask again by its id.
         *
         *     Needs the right `orders.refund`.
         */
        post: operations["orders.refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order that is not paid
         * @description The provider is asked first and has the last word; the customer is told.
         *
         *     Needs the right `orders.write`.
         */
        post: operations["orders.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the customer the link again
         * @description The same request in the chat as before, behind all that the customer is still to be told.
         *
         *     Needs the right `orders.write`.
         */
        post: operations["orders.resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider how an order stands
         * @description Needs the right `orders.write`.
         */
        post: operations["orders.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List money that no order is named by, the newest first
         * @description News of money is kept until an order, a checkout or a payment comes that it names, and then leaves this list. Shown after an hour, for most find their order before; `all` shows them at once. 200 at most.
         *
         *     Needs the right `orders.read`.
         */
        get: operations["unmatched.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a payment back that no order is named by
         * @description All of it, and once, however often it is asked for. Answers with all that is known of the payment then.
         *
         *     Needs the right `orders.refund`.
         */
        post: operations["unmatched.refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations, the newest first
         * @description Needs the right `conversations.read`.
         */
        get: operations["conversations.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a conversation with its timeline
         * @description Needs the right `conversations.read`.
         */
        get: operations["conversations.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something by hand
         * @description It is sent behind all that the customer is still to be told; the timeline shows what became of it. A customer who asked to hear no more is not written to.
         *
         *     Needs the right `conversations.write`.
         */
        post: operations["conversations.reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/runs/{run}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description It ends where it stands. The order that it waits for is cancelled, unless the provider knows it as paid. Stopping twice is stopping once.
         *
         *     Needs the right `conversations.write`.
         */
        post: operations["conversations.stopRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened, the oldest first
         * @description A stream: each part's `next` is where to go on, also where nothing more happened yet. An event is there once, and stays for as long as messages are kept. A part with few events, or none, can have `more` behind it: at most a thousand are looked through for the types asked for.
         *
         *     Needs the right `events.read`.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API tokens
         * @description Needs the right `tokens.read`.
         */
        get: operations["tokens.list"];
        put?: never;
        /**
         * Make an API token
         * @description The token is in this answer and is never shown again.
         *
         *     Needs the right `tokens.write`.
         */
        post: operations["tokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description Sessions begun with it end too.
         *
         *     Needs the right `tokens.write`.
         */
        delete: operations["tokens.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the settings
         * @description Needs the right `settings.read`.
         */
        get: operations["settings.show"];
        /**
         * Change the settings
         * @description Needs the right `settings.write`.
         */
        put: operations["settings.save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what runs here
         * @description Needs the right `settings.read`.
         */
        get: operations["deployment.about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the channels and payment providers there are
         * @description Needs the right `accounts.read`.
         */
        get: operations["deployment.catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channel-accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description One text, outside any conversation. What the channel says against it is the answer's error.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["channelAccounts.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See whether an account's keys are good
         * @description Asks the provider something harmless. No money moves. What comes of it is the account's health from then on: new orders are opened again, or no more.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["paymentAccounts.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channel-accounts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See whether an account's keys are good
         * @description Asks the channel something harmless. What comes of it is the account's health from then on: what is held for it goes on, or the fault is shown.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["channelAccounts.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channel-accounts/{id}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a channel account a new address
         * @description Where nothing signs what a service sends, who knows the address can send as the service. The old one is refused within half a minute: enter the new one at the service. Refused with 409 `signed` where the service signs.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["channelAccounts.renewAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payment-accounts/{id}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a payment account a new address
         * @description Where nothing signs what a service sends, who knows the address can send as the service. The old one is refused within half a minute: enter the new one at the service. Refused with 409 `signed` where the service signs.
         *
         *     Needs the right `accounts.write`.
         */
        post: operations["paymentAccounts.renewAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sandbox/{account}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a pretend phone received
         * @description Needs the right `conversations.read`.
         */
        get: operations["sandboxPhone.messages"];
        put?: never;
        /**
         * Write as a pretend customer
         * @description Signed and delivered as a channel would: through the webhook.
         *
         *     Needs the right `conversations.write`.
         */
        post: operations["sandboxPhone.write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show who is signed in
         * @description Who the browser's cookie, a token or Cloudflare Access says it is, and what they may do.
         */
        get: operations["session.show"];
        put?: never;
        /**
         * Sign in with a token
         * @description For browsers: the answer sets a cookie of twelve hours, which no script can read.
         */
        post: operations["session.begin"];
        /**
         * Sign out
         * @description The session is over for whoever has a copy of its cookie too.
         */
        delete: operations["session.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description for machines
         * @description OpenAPI 3.1. Open to everybody, unless the deployment's API_DOCS is `closed`.
         */
        get: operations["description.document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description for people
         * @description One page without a script. Open to everybody, unless the deployment's API_DOCS is `closed`.
         */
        get: operations["description.page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        PaymentConfiguration: {
            /**
             * Take payments
             * @default true
             */
            enabled: boolean;
            /**
             * Payment account
             * @description The account that new orders are paid to.
             */
            account: string;
            /**
             * Business name
             * @description Shown on the pay page.
             */
            merchant: string;
            /**
             * Help contact
             * @description Shown on the pay page when something went wrong.
             * @default
             */
            contact: string;
            /**
             * Default currency
             * @enum {string}
             */
            currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
            /**
             * Further currencies
             * @description What nodes may ask for beside the default.
             * @default []
             */
            currencies: ("AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG")[];
            /**
             * Order number
             * @description {YYYY} {YY} {MM} {DD} for the day, {seq:5} for a running number, {random:6} for a random part.
             * @default {YY}{MM}{DD}-{random:6}
             */
            orderNumber: string;
            /**
             * Links expire after (seconds)
             * @default 86400
             */
            expirySeconds: number;
            /**
             * Money that comes after an order ended
             * @description Tell the customer, refund it, or hand it to a person.
             * @default tell
             * @enum {string}
             */
            latePayment: "tell" | "refund" | "agent";
            /**
             * Send codes and prompts with the order
             * @description Where a payment needs no page, its code, prompt or details come in the chat at once, before the link is opened.
             * @default false
             */
            withOrder: boolean;
            /** @default {} */
            messages: {
                request?: string;
                paid?: string;
                failed?: string;
                expired?: string;
                cancelled?: string;
                error?: string;
                waiting?: string;
            };
        };
        FlowDocument: {
            name: string;
            /**
             * @default en
             * @enum {string}
             */
            language: "en" | "es" | "pt" | "fr" | "af" | "de";
            /**
             * @default {
             *       "keywords": [],
             *       "anyMessage": false,
             *       "accounts": []
             *     }
             */
            triggers: {
                /** @default [] */
                keywords: string[];
                /** @default false */
                anyMessage: boolean;
                /** @default [] */
                accounts: string[];
            };
            standing?: string;
            /**
             * @description The id of the first node.
             * @default
             */
            start: string;
            /** @default [] */
            nodes: components["schemas"]["FlowNode"][];
        };
        FlowNode: {
            id: string;
            /** @description Unique in the flow; later nodes read its results under it. */
            name: string;
            type: string;
            /**
             * @description The fields of its type.
             * @default {}
             */
            config: {
                [key: string]: unknown;
            };
            /**
             * @description The id of the next node by the name of the exit.
             * @default {}
             */
            exits: {
                [key: string]: string;
            };
            position?: {
                x: number;
                y: number;
            };
        };
        Problem: {
            /** @description urn:paythread:problem: and the code. */
            type: string;
            /** @description What the status means. */
            title: string;
            status: number;
            /** @description A stable word such as invalid, not_found or conflict. */
            code: string;
            /** @description For people, in English: what happened and what to do. */
            detail: string;
            /** @description A stable name of the sentence, where it is one of ours. */
            key?: string;
            /** @description What is filled into it. */
            values?: {
                [key: string]: string | number;
            };
            faults?: components["schemas"]["Fault"][];
            /** @description Of the draft as it is stored, where a newer one was saved. */
            revision?: number;
        };
        Fault: {
            /** @description Which field, as in config.appSecret or nodes.2.name; empty for the whole. */
            path: string;
            /** @description For people, in English: what happened and what to do. */
            message: string;
            /** @description A stable name of the sentence, where it is one of ours. */
            key?: string;
            /** @description What is filled into it. */
            values?: {
                [key: string]: string | number;
            };
            /** @description A stable word for it, where there is one. */
            code?: string;
            /** @description The id of the flow's node that it concerns. */
            node?: string;
        };
        PaymentAccount: {
            id: string;
            title: string;
            /** @description Without its secrets, which are never given out. */
            config: {
                [key: string]: unknown;
            };
            /** @description The names of the secrets that are set. */
            secrets: string[];
            /** @description Milliseconds since 1970. */
            createdAt: number;
            /** @description Milliseconds since 1970. */
            updatedAt: number;
            provider: string;
            /** @description The address to enter at the provider. */
            callbackUrl: string;
            /** @description Whether it moves real money; null when its secrets cannot be opened. */
            mode: ("test" | "live") | null;
            /** @description Whether its provider's side can be set up from here. */
            arranges: boolean;
            health: components["schemas"]["AccountHealth"];
        };
        AccountHealth: {
            /** @description Since when the account cannot be used: what is owed through it is held, and goes on once it is mended or saved. Null while it works. */
            faultySince: number | null;
            /** @description What is wrong, as one word. */
            fault: ("unauthorised" | "suspended" | "unpaid" | "limited" | "unregistered" | "not_configured" | "unanswered" | "unclear") | null;
            /** @description What was said about it, for people. */
            reason: string | null;
            /** @description The last callback or webhook that was proven, to five minutes; null is never. */
            lastGoodAt: number | null;
            /** @description Since when callbacks or webhooks are refused for their signature, with none proven between. */
            refusedSince: number | null;
            /** @description When a proven callback could last not be taken in. It is not sent again; saving the account forgets it. */
            failedAt: number | null;
            /** @description Why not, for people. */
            failure: string | null;
        };
        ChannelAccount: {
            id: string;
            title: string;
            /** @description Without its secrets, which are never given out. */
            config: {
                [key: string]: unknown;
            };
            /** @description The names of the secrets that are set. */
            secrets: string[];
            /** @description Milliseconds since 1970. */
            createdAt: number;
            /** @description Milliseconds since 1970. */
            updatedAt: number;
            channel: string;
            /** @description The address to enter at the channel. */
            webhookUrl: string;
            /** @description To the minute; null is never. */
            lastInboundAt: number | null;
            lastOutboundAt: number | null;
            health: components["schemas"]["AccountHealth"];
        };
        ListedFlow: {
            id: string;
            name: string;
            /** @description Counts the saves of the draft. */
            revision: number;
            /** @description The version that new runs start on; null while there is none. */
            published: number | null;
            /** @description Milliseconds since 1970. */
            updatedAt: number;
            /** @description Since when it is in the bin. */
            deletedAt: number | null;
            /**
             * @description Changed: the draft was saved after it was published.
             * @enum {string}
             */
            status: "draft" | "published" | "changed";
            /** @description Channel accounts it is for; empty means all. */
            channels: string[];
            paidToday: {
                currency: components["schemas"]["Currency"];
                /** @enum {string} */
                mode: "test" | "live";
                /** @description In the currency's smallest units. */
                minor: number;
                count: number;
            }[];
        };
        /**
         * @description ISO 4217.
         * @enum {string}
         */
        Currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
        Flow: {
            id: string;
            name: string;
            /** @description Counts the saves of the draft. */
            revision: number;
            /** @description The version that new runs start on; null while there is none. */
            published: number | null;
            /** @description Milliseconds since 1970. */
            updatedAt: number;
            /** @description Since when it is in the bin. */
            deletedAt: number | null;
        };
        FlowWithDraft: {
            id: string;
            name: string;
            /** @description Counts the saves of the draft. */
            revision: number;
            /** @description The version that new runs start on; null while there is none. */
            published: number | null;
            /** @description Milliseconds since 1970. */
            updatedAt: number;
            /** @description Since when it is in the bin. */
            deletedAt: number | null;
            /** @description A FlowDocument. */
            draft: {
                [key: string]: unknown;
            };
        };
        FlowFault: {
            code: string;
            node: string | null;
            path: string;
            /** @description For people, in English: what happened and what to do. */
            message: string;
            key: string;
            values: {
                [key: string]: string | number;
            };
        };
        FlowVersion: {
            version: number;
            note: string;
            /** @description Milliseconds since 1970. */
            publishedAt: number;
        };
        FlowVersionWithDocument: {
            version: number;
            note: string;
            /** @description Milliseconds since 1970. */
            publishedAt: number;
            /** @description A FlowDocument. */
            document: {
                [key: string]: unknown;
            };
        };
        Order: {
            id: string;
            /** @description For people; unique. */
            number: string;
            /** @enum {string} */
            status: "open" | "authorised" | "part_paid" | "pending" | "paid" | "failed" | "expired" | "cancelled" | "mismatch";
            /** @description Decimal, with all the currency's places. */
            amount: string;
            /** @description The amount in the currency's smallest units. */
            minor: number;
            currency: components["schemas"]["Currency"];
            /** @description Of all payments for it, in its currency and mode. */
            captured: string;
            /** @description Given back of the payment that paid it. */
            refunded: string;
            /** @description Taken back by banks, as long as that is not decided. */
            disputed: string;
            /** @description Taken back by banks for good. */
            lost: string;
            /** @description Captured beyond what was due. */
            over: string;
            /** @description Paid after it had failed, expired or been cancelled. */
            late: boolean;
            /** @description Another payment came for it. */
            overpaid: boolean;
            /** @description A bank took money back, or may. */
            chargeback: boolean;
            reason: string | null;
            description: string;
            /** @description The customer's: whoever has it can pay or cancel. */
            link: string;
            /**
             * @description Whether real money moves.
             * @enum {string}
             */
            mode: "test" | "live";
            language: string;
            /** @description The provider's id of the checkout that is open. */
            reference: string | null;
            /** @description The provider's id of the payment. */
            payment: string | null;
            paymentAccount: string;
            conversation: string;
            flow: string;
            flowVersion: number;
            node: string;
            /** @description Milliseconds since 1970. */
            createdAt: number;
            /** @description Milliseconds since 1970. */
            expiresAt: number;
            paidAt: number | null;
        };
        OrderTotals: {
            totals: {
                currency: components["schemas"]["Currency"];
                /** @enum {string} */
                mode: "test" | "live";
                /** @enum {string} */
                status: "open" | "authorised" | "part_paid" | "pending" | "paid" | "failed" | "expired" | "cancelled" | "mismatch";
                count: number;
                /** @description In the currency's smallest units. */
                minor: number;
                /** @description Decimal, with all the currency's places. */
                amount: string;
                /** @description Given back of it so far. */
                refunded: string;
            }[];
            /** @description False where `q`, `conversation` or `number` leave so many orders that only the newest thousand are added up. */
            complete: boolean;
        };
        OrderMoney: {
            id: string;
            /** @description For people; unique. */
            number: string;
            /** @enum {string} */
            status: "open" | "authorised" | "part_paid" | "pending" | "paid" | "failed" | "expired" | "cancelled" | "mismatch";
            /** @description Decimal, with all the currency's places. */
            amount: string;
            /** @description The amount in the currency's smallest units. */
            minor: number;
            currency: components["schemas"]["Currency"];
            /** @description Of all payments for it, in its currency and mode. */
            captured: string;
            /** @description Given back of the payment that paid it. */
            refunded: string;
            /** @description Taken back by banks, as long as that is not decided. */
            disputed: string;
            /** @description Taken back by banks for good. */
            lost: string;
            /** @description Captured beyond what was due. */
            over: string;
            /** @description Paid after it had failed, expired or been cancelled. */
            late: boolean;
            /** @description Another payment came for it. */
            overpaid: boolean;
            /** @description A bank took money back, or may. */
            chargeback: boolean;
            reason: string | null;
            description: string;
            /** @description The customer's: whoever has it can pay or cancel. */
            link: string;
            /**
             * @description Whether real money moves.
             * @enum {string}
             */
            mode: "test" | "live";
            language: string;
            /** @description The provider's id of the checkout that is open. */
            reference: string | null;
            /** @description The provider's id of the payment. */
            payment: string | null;
            paymentAccount: string;
            conversation: string;
            flow: string;
            flowVersion: number;
            node: string;
            /** @description Milliseconds since 1970. */
            createdAt: number;
            /** @description Milliseconds since 1970. */
            expiresAt: number;
            paidAt: number | null;
            /** @description Held, and neither captured nor let go. */
            authorised: string;
            /** @description Of that, asked to be captured. */
            capturing: string;
            /** @description Asked to be given back of the payments it needs, and neither done nor failed. */
            refunding: string;
            /** @description Captured by all payments, less what was given back and lost of them and what the provider kept. */
            net: string;
            /** @description By the provider's ids. */
            payments: components["schemas"]["Payment"][];
            /** @description Asked for here, of what is held. */
            captures: components["schemas"]["Capture"][];
        };
        Payment: {
            /** @description The provider's id of it. */
            payment: string;
            reference: string | null;
            /** @description Whether the order needs it; any other was one too many. */
            own: boolean;
            /**
             * @description Held is not taken yet, and released was let go; refunded is all of it given back; disputed and lost are what a bank asks for and took; mismatched counts for nothing.
             * @enum {string}
             */
            state: "held" | "captured" | "refunded" | "disputed" | "lost" | "released" | "mismatched";
            /** @description What was captured. */
            amount: string;
            currency: components["schemas"]["Currency"];
            /** @description Held, and neither captured nor let go. */
            authorised: string;
            /** @description When what is held lapses, where the provider says so. */
            until: number | null;
            /** @description Decimal, with all the currency's places. */
            disputed: string;
            /** @description Decimal, with all the currency's places. */
            lost: string;
            /** @description Why it counts for nothing, where it does. */
            reason: string | null;
            /** @description Given back of it as far as is known, by whomever. */
            refunded: string;
            /** @description Asked to be given back, and not known to be. */
            asked: string;
        };
        Capture: {
            /** @description The one that its caller chose. */
            id: string | null;
            /** @description What is held, by the provider's id of it. */
            payment: string;
            /** @description Decimal, with all the currency's places. */
            amount: string;
            currency: components["schemas"]["Currency"];
            /** @description Whether the rest was let go. */
            last: boolean;
            /**
             * @description Asked is what is not known to be done yet.
             * @enum {string}
             */
            state: "asked" | "done" | "failed";
            reason: string | null;
        };
        OrderInFull: {
            id: string;
            /** @description For people; unique. */
            number: string;
            /** @enum {string} */
            status: "open" | "authorised" | "part_paid" | "pending" | "paid" | "failed" | "expired" | "cancelled" | "mismatch";
            /** @description Decimal, with all the currency's places. */
            amount: string;
            /** @description The amount in the currency's smallest units. */
            minor: number;
            currency: components["schemas"]["Currency"];
            /** @description Of all payments for it, in its currency and mode. */
            captured: string;
            /** @description Given back of the payment that paid it. */
            refunded: string;
            /** @description Taken back by banks, as long as that is not decided. */
            disputed: string;
            /** @description Taken back by banks for good. */
            lost: string;
            /** @description Captured beyond what was due. */
            over: string;
            /** @description Paid after it had failed, expired or been cancelled. */
            late: boolean;
            /** @description Another payment came for it. */
            overpaid: boolean;
            /** @description A bank took money back, or may. */
            chargeback: boolean;
            reason: string | null;
            description: string;
            /** @description The customer's: whoever has it can pay or cancel. */
            link: string;
            /**
             * @description Whether real money moves.
             * @enum {string}
             */
            mode: "test" | "live";
            language: string;
            /** @description The provider's id of the checkout that is open. */
            reference: string | null;
            /** @description The provider's id of the payment. */
            payment: string | null;
            paymentAccount: string;
            conversation: string;
            flow: string;
            flowVersion: number;
            node: string;
            /** @description Milliseconds since 1970. */
            createdAt: number;
            /** @description Milliseconds since 1970. */
            expiresAt: number;
            paidAt: number | null;
            /** @description Held, and neither captured nor let go. */
            authorised: string;
            /** @description Of that, asked to be captured. */
            capturing: string;
            /** @description Asked to be given back of the payments it needs, and neither done nor failed. */
            refunding: string;
            /** @description Captured by all payments, less what was given back and lost of them and what the provider kept. */
            net: string;
            /** @description By the provider's ids. */
            payments: components["schemas"]["Payment"][];
            /** @description Asked for here, of what is held. */
            captures: components["schemas"]["Capture"][];
            events: components["schemas"]["OrderEvent"][];
            attempts: components["schemas"]["Attempt"][];
            /** @description Asked for here. */
            refunds: components["schemas"]["Refund"][];
        };
        OrderEvent: {
            id: string;
            /** @description What brought it: opened, checkout, callback, query, timer, customer, operator, late (the rule for late money), foreign (money on another account, which counts for nothing). */
            cause: string;
            /** @description What it said: an order's status, or opened, checkout, declined; authorised, captureAsked, captureFailed, voidAsked, voidFailed, voided; refundPending, refunded, refundFailed; inquiry, chargeback, chargebackWon, chargebackLost. */
            status: string;
            amount: string | null;
            currency: components["schemas"]["Currency"] | null;
            reference: string | null;
            payment: string | null;
            mode: ("test" | "live") | null;
            reason: string | null;
            /** @description When it happened by its own account, in milliseconds since 1970. */
            at: number;
            /** @description Milliseconds since 1970. */
            recordedAt: number;
        };
        Attempt: {
            attempt: number;
            account: string;
            reference: string | null;
            /** @description Times the provider answered with an error of its own. */
            failures: number;
            /** @description Milliseconds since 1970. */
            createdAt: number;
            expiresAt: number | null;
        };
        Refund: {
            /** @description The one that its caller chose. */
            id: string | null;
            payment: string;
            /** @description Decimal, with all the currency's places. */
            amount: string;
            currency: components["schemas"]["Currency"];
            /**
             * @description Who wanted it: late is the rule for late money, flow is a step of a flow.
             * @enum {string}
             */
            cause: "operator" | "late" | "flow";
            /**
             * @description Asked is what went unanswered, pending what the provider has taken on: both count as given until it is known otherwise.
             * @enum {string}
             */
            state: "asked" | "pending" | "done" | "failed";
            /** @description The provider's id of it. */
            refund: string | null;
            reason: string | null;
            /** @description Milliseconds since 1970. */
            askedAt: number;
            settledAt: number | null;
        };
        Unmatched: {
            /** @description The payment account that tells it. */
            account: string;
            id: string;
            /**
             * @description What it says.
             * @enum {string}
             */
            status: "authorised" | "captured" | "refundAsked" | "refunded" | "refundFailed" | "disputed" | "disputeEnded";
            /** @description The order it names, which is not there. */
            order: string | null;
            checkout: string | null;
            payment: string | null;
            amount: string | null;
            currency: components["schemas"]["Currency"] | null;
            /** @enum {string} */
            mode: "test" | "live";
            reason: string | null;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description Milliseconds since 1970. */
            recordedAt: number;
            /** @description Whether it can be given back here: money came, and it was not yet. */
            refundable: boolean;
        };
        ListedConversation: {
            id: string;
            account: string;
            phone: string | null;
            userId: string | null;
            name: string | null;
            /** @description Milliseconds since 1970. */
            createdAt: number;
        };
        Conversation: {
            id: string;
            channel: string;
            account: string;
            contact: {
                phone?: string;
                userId?: string;
                name?: string;
            };
            /** @description The last one has the customer's attention. */
            runs: {
                run: string;
                flow: string;
                version: number;
                status: string;
                node: string;
                /** @description The node's name; its id where its flow is gone. */
                name: string;
                waitsFor: string[];
                until: number | null;
                /** @description As JSON. */
                variables: string;
            }[];
            /** @description The latest runs that are over, the newest last. */
            ended: {
                run: string;
                flow: string;
                version: number;
                /** @enum {string} */
                status: "ended" | "failed";
                reason: string | null;
                node: string | null;
                /** @description Milliseconds since 1970. */
                at: number;
            }[];
            optedOutAt: number | null;
            lastInboundAt: number | null;
            /** @description The latest 500 things said and done, the oldest first; timers that wait come last. */
            timeline: {
                /** @description Milliseconds since 1970. */
                at: number;
                /** @enum {string} */
                type: "received" | "sent" | "passed" | "order" | "request" | "callback" | "timer" | "ended" | "note" | "duty";
                /** @description What was said, which node was passed, which order or flow it is about. */
                text: string;
                /** @description Of what is owed: due, held until the channel account is mended, done, failed, dropped; of a message also delivered, read, of one received unheard where nobody waited for it. Of a node: left, or entered where the run stays. Of an order: its status. Of a timer: waiting, done. Of a run: ended, failed. */
                status: string;
                choices: string[];
                link: string;
                reason: string;
                /** @description Of a node passed: the exit it was left by. */
                exit: string;
                /** @description Said by an operator. */
                byHand: boolean;
            }[];
        };
        /** @description Money is asked for. */
        EventOrderOpened: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.opened";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                expiresAt: number;
            };
        };
        /** @description The money is held, and not captured yet. */
        EventOrderAuthorised: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.authorised";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description The provider's id of the payment. */
                payment: string | null;
            };
        };
        /** @description All that is due was captured. */
        EventOrderPaid: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.paid";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description The provider's id of the payment. */
                payment: string | null;
            };
        };
        /** @description A part of what is due was captured. */
        EventOrderPartPaid: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.part_paid";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description The provider's id of the payment. */
                payment: string | null;
            };
        };
        /** @description The money came after the order had ended. */
        EventOrderLate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.late";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description The provider's id of the payment. */
                payment: string | null;
            };
        };
        /** @description More came than was due, or another payment. */
        EventOrderOver: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.over";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description The provider's id of the payment. */
                payment: string | null;
            };
        };
        /** @description Money came that does not match what is due. */
        EventOrderMismatched: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.mismatched";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description Why, for people. */
                reason: string | null;
            };
        };
        /** @description Money was given back. */
        EventOrderRefunded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.refunded";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description All that was given back so far, as a decimal. */
                refunded: string;
            };
        };
        /** @description A bank took the money back, or returned it. */
        EventOrderDisputed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.disputed";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @description Whether it is taken back now. */
                taken: boolean;
            };
        };
        /** @description The order is over without its money. */
        EventOrderEnded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.ended";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                number: string;
                /** @enum {string} */
                mode: "test" | "live";
                /** @description A decimal in the currency of the order. */
                due: string;
                currency: string;
                /** @enum {string} */
                as: "failed" | "expired" | "cancelled";
                /** @description Why, for people. */
                reason: string | null;
            };
        };
        /** @description A run of a flow is over. */
        EventRunEnded: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.ended";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                run: string;
                /** @description Of the flow. */
                version: number;
                /** @description Milliseconds since 1970. */
                startedAt: number;
                /** @description Why, for people. */
                reason: string | null;
                /** @description The nodes it passed, in order. */
                path: {
                    node: string;
                    /** @description The exit it was left by; null where the run ended there. */
                    exit: string | null;
                }[];
                /** @description Nodes passed beyond those listed. */
                unlisted: number;
                /** @description Messages that the run owed, by kind. One that was not delivered is told as `message.failed`. */
                messages: {
                    /** @description Free messages. */
                    session: number;
                    /** @description Messages as templates, which a channel charges for apart. */
                    template: number;
                    sms: number;
                    /** @description SMS segments of those. */
                    segments: number;
                };
            };
        };
        /** @description A run of a flow broke off. */
        EventRunFailed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "run.failed";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                run: string;
                /** @description Of the flow. */
                version: number;
                /** @description Milliseconds since 1970. */
                startedAt: number;
                /** @description Why, for people. */
                reason: string | null;
                /** @description The nodes it passed, in order. */
                path: {
                    node: string;
                    /** @description The exit it was left by; null where the run ended there. */
                    exit: string | null;
                }[];
                /** @description Nodes passed beyond those listed. */
                unlisted: number;
                /** @description Messages that the run owed, by kind. One that was not delivered is told as `message.failed`. */
                messages: {
                    /** @description Free messages. */
                    session: number;
                    /** @description Messages as templates, which a channel charges for apart. */
                    template: number;
                    sms: number;
                    /** @description SMS segments of those. */
                    segments: number;
                };
            };
        };
        /** @description A message did not reach the customer, and is not sent again. */
        EventMessageFailed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message.failed";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                /** @enum {string} */
                kind: "session" | "template" | "sms";
                code: string;
                /** @description Why, for people. */
                reason: string | null;
            };
        };
        /** @description Somebody wrote for the first time. */
        EventContactCreated: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "contact.created";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                account: string;
            };
        };
        /** @description Somebody wants to hear nothing any more. */
        EventContactStopped: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "contact.stopped";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                /**
                 * @description Who keeps that silence.
                 * @enum {string}
                 */
                keeper: "us" | "carrier";
            };
        };
        /** @description New runs start on another version of a flow. */
        EventFlowPublished: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "flow.published";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                version: number;
                name: string;
                note: string;
            };
        };
        /** @description An account cannot be used. */
        EventAccountFaulty: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.faulty";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                /** @enum {string} */
                kind: "channel" | "payment";
                account: string;
                fault: string;
                /** @description Why, for people. */
                reason: string | null;
            };
        };
        /** @description An account that could not be used works again. */
        EventAccountWell: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.well";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                /** @enum {string} */
                kind: "channel" | "payment";
                account: string;
            };
        };
        /** @description A person or a program changed something through the API. */
        EventOperatorDid: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "operator.did";
            /** @description Its place in the stream; higher than of any event before it. */
            seq: number;
            /** @description Milliseconds since 1970. */
            at: number;
            /** @description The id of what it is about: an order, a conversation, a flow, an account. */
            subject: string;
            order: string | null;
            conversation: string | null;
            contact: string | null;
            flow: string | null;
            data: {
                who: string;
                /** @description The route, as in flows.publish. */
                what: string;
                /** @description How it stood, without secrets; null where that is not known. */
                before: unknown;
                /** @description How it stands, without secrets; null where that is not known. */
                after: unknown;
            };
        };
        Token: {
            id: string;
            title: string;
            /** @description What its holder may do. */
            rights: ("orders.read" | "orders.write" | "orders.capture" | "orders.refund" | "conversations.read" | "conversations.write" | "flows.read" | "flows.write" | "events.read" | "accounts.read" | "accounts.write" | "settings.read" | "settings.write" | "tokens.read" | "tokens.write")[];
            createdAt: number;
            revokedAt: number | null;
        };
        NewToken: {
            id: string;
            title: string;
            /** @description What its holder may do. */
            rights: ("orders.read" | "orders.write" | "orders.capture" | "orders.refund" | "conversations.read" | "conversations.write" | "flows.read" | "flows.write" | "events.read" | "accounts.read" | "accounts.write" | "settings.read" | "settings.write" | "tokens.read" | "tokens.write")[];
            createdAt: number;
            revokedAt: number | null;
            token: string;
        };
        Settings: {
            /** @description Days after which a quiet conversation's messages are erased; null keeps them for good. */
            retentionDays: number | null;
        };
        About: {
            version: string;
            /** @enum {string} */
            environment: "local" | "production";
            publicUrl: string;
            /** @description Ids of the keys that accounts are sealed with; the first is in use. */
            sealingKeys: string[];
            /** @description Whether Cloudflare Access is set up. */
            access: boolean;
        };
        Catalogue: {
            channels: {
                name: string;
                title: string;
                /** @description Only for trying things out. */
                pretend: boolean;
                /** @description Whether this deployment may use it. */
                allowed: boolean;
                /** @description JSON Schema of an account's config. */
                fields: {
                    [key: string]: unknown;
                };
                /** @description How to set an account up, step by step. {webhookUrl} and {callbackUrl} stand for the account's own. */
                guide: {
                    key: string;
                    title: string;
                    text: string;
                }[];
                /** @description Whether an account's address is a secret, because nothing else proves what the service sends. */
                secretAddress: boolean;
                /**
                 * @description Channels of a kind look alike to customers.
                 * @enum {string}
                 */
                kind: "whatsapp" | "sms" | "chat";
                /** @description The most that it can do: lengths in UTF-16 code units, null for what it has not. */
                capabilities: Record<string, never>;
            }[];
            providers: {
                name: string;
                title: string;
                /** @description Only for trying things out. */
                pretend: boolean;
                /** @description Whether this deployment may use it. */
                allowed: boolean;
                /** @description JSON Schema of an account's config. */
                fields: {
                    [key: string]: unknown;
                };
                /** @description How to set an account up, step by step. {webhookUrl} and {callbackUrl} stand for the account's own. */
                guide: {
                    key: string;
                    title: string;
                    text: string;
                }[];
                /** @description Whether an account's address is a secret, because nothing else proves what the service sends. */
                secretAddress: boolean;
                currencies: string[];
            }[];
        };
        PhoneMessage: {
            /** @description Later messages have larger ones. */
            id: number;
            at: number;
            message: Record<string, never>;
        };
        Session: {
            name: string;
            /** @enum {string} */
            kind: "token" | "access";
            /** @enum {string} */
            environment: "local" | "production";
            /** @description What its holder may do. */
            rights: ("orders.read" | "orders.write" | "orders.capture" | "orders.refund" | "conversations.read" | "conversations.write" | "flows.read" | "flows.write" | "events.read" | "accounts.read" | "accounts.write" | "settings.read" | "settings.write" | "tokens.read" | "tokens.write")[];
            /** @description To be sent as x-csrf-token with every change. */
            csrf: string | null;
            expiresAt: number | null;
        };
        PaymentConfigurationOutput: {
            /**
             * Take payments
             * @default true
             */
            enabled: boolean;
            /**
             * Payment account
             * @description The account that new orders are paid to.
             */
            account: string;
            /**
             * Business name
             * @description Shown on the pay page.
             */
            merchant: string;
            /**
             * Help contact
             * @description Shown on the pay page when something went wrong.
             * @default
             */
            contact: string;
            /**
             * Default currency
             * @enum {string}
             */
            currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
            /**
             * Further currencies
             * @description What nodes may ask for beside the default.
             * @default []
             */
            currencies: ("AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG")[];
            /**
             * Order number
             * @description {YYYY} {YY} {MM} {DD} for the day, {seq:5} for a running number, {random:6} for a random part.
             * @default {YY}{MM}{DD}-{random:6}
             */
            orderNumber: string;
            /**
             * Links expire after (seconds)
             * @default 86400
             */
            expirySeconds: number;
            /**
             * Money that comes after an order ended
             * @description Tell the customer, refund it, or hand it to a person.
             * @default tell
             * @enum {string}
             */
            latePayment: "tell" | "refund" | "agent";
            /**
             * Send codes and prompts with the order
             * @description Where a payment needs no page, its code, prompt or details come in the chat at once, before the link is opened.
             * @default false
             */
            withOrder: boolean;
            /** @default {} */
            messages: {
                request?: string;
                paid?: string;
                failed?: string;
                expired?: string;
                cancelled?: string;
                error?: string;
                waiting?: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "paymentConfiguration.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the payment configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null until it is set. */
                        configuration: components["schemas"]["PaymentConfigurationOutput"] | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentConfiguration.save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentConfiguration"];
            };
        };
        responses: {
            /** @description Set the payment configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null until it is set. */
                        configuration: components["schemas"]["PaymentConfigurationOutput"] | null;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentConfiguration.preview": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    merchant?: string;
                    /** @default  */
                    contact?: string;
                    /**
                     * @description Whose mode the page says.
                     * @default
                     */
                    account?: string;
                    /** @enum {string} */
                    currency: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
                    /** @default  */
                    orderNumber?: string;
                    /** @default 86400 */
                    expirySeconds?: number;
                    /** @default en */
                    language?: string;
                };
            };
        };
        responses: {
            /** @description Show the pay page of a sample order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        html: string;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List payment accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PaymentAccount"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    provider: "stripe";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /** Secret key */
                        secretKey: string;
                        /** Webhook signing secret */
                        webhookSecret: string;
                        /**
                         * Previous signing secret
                         * @description While it is being replaced.
                         */
                        previousWebhookSecret?: string;
                        /**
                         * API version
                         * @default 2026-10-28.endive
                         */
                        apiVersion?: string;
                        /**
                         * Statement descriptor
                         * @description Follows the account's own on the customer's statement.
                         */
                        statementDescriptor?: string;
                        /**
                         * Checkout host
                         * @description Only with a custom domain for Stripe's pages.
                         */
                        checkoutHost?: string;
                        /**
                         * Account id
                         * @description Only where a platform's endpoint brings the events. Events of any other account are not counted.
                         */
                        accountId?: string;
                    };
                } | {
                    /** @constant */
                    provider: "paypal";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Mode
                         * @description Each mode has keys of its own.
                         * @default sandbox
                         * @enum {string}
                         */
                        mode?: "sandbox" | "live";
                        /** Client ID */
                        clientId: string;
                        /** Secret */
                        clientSecret: string;
                        /**
                         * Webhook ID
                         * @description Found out when PayPal's side is set up.
                         */
                        webhookId?: string;
                        /**
                         * Name on PayPal's page
                         * @description Instead of the account's own.
                         */
                        brandName?: string;
                        /**
                         * Slow payments
                         * @description Such as an eCheck, which takes days and can still fail.
                         * @default taken
                         * @enum {string}
                         */
                        slowPayments?: "taken" | "refused";
                        /**
                         * Hours to pay
                         * @description As agreed with PayPal: how long its page is good, and again how long an approval is.
                         * @default 3
                         * @enum {string}
                         */
                        approvalHours?: "3" | "6" | "24" | "48" | "72";
                    };
                } | {
                    /** @constant */
                    provider: "paystack";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Secret key
                         * @description Also proves what Paystack tells.
                         */
                        secretKey: string;
                        /**
                         * Currencies
                         * @description Those of your business, as in "NGN, USD". EGP, RWF, XOF only when named here.
                         */
                        currencies?: string;
                        /**
                         * Domain of made-up e-mail addresses
                         * @description Paystack wants an address of each customer. Instead of being asked for it, a customer gets one at this domain, which must be yours: Paystack's receipts go there.
                         */
                        emailDomain?: string;
                        /**
                         * After a failed payment
                         * @description Whether the page can be paid again, which Paystack lets a customer do while it is open.
                         * @default open
                         * @enum {string}
                         */
                        failedPayments?: "open" | "final";
                    };
                } | {
                    /** @constant */
                    provider: "mpesa";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Mode
                         * @description Test asks Safaricom's sandbox, where no money moves.
                         * @enum {string}
                         */
                        mode: "test" | "live";
                        /** Consumer key */
                        consumerKey: string;
                        /** Consumer secret */
                        consumerSecret: string;
                        /**
                         * Short code
                         * @description The Paybill number; for a till the store's or head office's number that went live.
                         */
                        shortCode: string;
                        /**
                         * Till number
                         * @description Only where the money goes to a till (Buy Goods).
                         */
                        till?: string;
                        /** Passkey */
                        passkey: string;
                        /**
                         * Callback address
                         * @description Whole names the order. Where Safaricom answers Invalid CallBackURL take short, without the order, or veiled, without the word mpesa: then a payment whose prompt it never confirmed to us has to be found by hand.
                         * @default whole
                         * @enum {string}
                         */
                        callbackForm?: "whole" | "short" | "veiled";
                    };
                } | {
                    /** @constant */
                    provider: "mercadopago";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Mode
                         * @description Live moves money. A test user's token looks like a live one, so that only you know.
                         * @enum {string}
                         */
                        mode: "test" | "live";
                        /** Access token */
                        accessToken: string;
                        /** Secret signature */
                        webhookSecret: string;
                        /**
                         * Previous secret signature
                         * @description While it is being replaced.
                         */
                        previousWebhookSecret?: string;
                        /**
                         * Payer's CPF or CNPJ
                         * @description Asked for on the pay page where Mercado Pago wants it of your account.
                         * @default none
                         * @enum {string}
                         */
                        payerDocument?: "none" | "asked";
                    };
                } | {
                    /** @constant */
                    provider: "sandbox";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Secret
                         * @description Any: the pretend service takes the account's own.
                         */
                        secret: string;
                    };
                };
            };
        };
        responses: {
            /** @description Add a payment account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a payment account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    config: {
                        secretKey?: string | null;
                        webhookSecret?: string | null;
                        previousWebhookSecret?: string | null;
                        /**
                         * API version
                         * @default 2026-10-28.endive
                         */
                        apiVersion?: string;
                        /**
                         * Statement descriptor
                         * @description Follows the account's own on the customer's statement.
                         */
                        statementDescriptor?: string;
                        /**
                         * Checkout host
                         * @description Only with a custom domain for Stripe's pages.
                         */
                        checkoutHost?: string;
                        /**
                         * Account id
                         * @description Only where a platform's endpoint brings the events. Events of any other account are not counted.
                         */
                        accountId?: string;
                    } | {
                        /**
                         * Mode
                         * @description Each mode has keys of its own.
                         * @default sandbox
                         * @enum {string}
                         */
                        mode?: "sandbox" | "live";
                        /** Client ID */
                        clientId: string;
                        clientSecret?: string | null;
                        /**
                         * Webhook ID
                         * @description Found out when PayPal's side is set up.
                         */
                        webhookId?: string;
                        /**
                         * Name on PayPal's page
                         * @description Instead of the account's own.
                         */
                        brandName?: string;
                        /**
                         * Slow payments
                         * @description Such as an eCheck, which takes days and can still fail.
                         * @default taken
                         * @enum {string}
                         */
                        slowPayments?: "taken" | "refused";
                        /**
                         * Hours to pay
                         * @description As agreed with PayPal: how long its page is good, and again how long an approval is.
                         * @default 3
                         * @enum {string}
                         */
                        approvalHours?: "3" | "6" | "24" | "48" | "72";
                    } | {
                        secretKey?: string | null;
                        /**
                         * Currencies
                         * @description Those of your business, as in "NGN, USD". EGP, RWF, XOF only when named here.
                         */
                        currencies?: string;
                        /**
                         * Domain of made-up e-mail addresses
                         * @description Paystack wants an address of each customer. Instead of being asked for it, a customer gets one at this domain, which must be yours: Paystack's receipts go there.
                         */
                        emailDomain?: string;
                        /**
                         * After a failed payment
                         * @description Whether the page can be paid again, which Paystack lets a customer do while it is open.
                         * @default open
                         * @enum {string}
                         */
                        failedPayments?: "open" | "final";
                    } | {
                        /**
                         * Mode
                         * @description Test asks Safaricom's sandbox, where no money moves.
                         * @enum {string}
                         */
                        mode: "test" | "live";
                        consumerKey?: string | null;
                        consumerSecret?: string | null;
                        /**
                         * Short code
                         * @description The Paybill number; for a till the store's or head office's number that went live.
                         */
                        shortCode: string;
                        /**
                         * Till number
                         * @description Only where the money goes to a till (Buy Goods).
                         */
                        till?: string;
                        passkey?: string | null;
                        /**
                         * Callback address
                         * @description Whole names the order. Where Safaricom answers Invalid CallBackURL take short, without the order, or veiled, without the word mpesa: then a payment whose prompt it never confirmed to us has to be found by hand.
                         * @default whole
                         * @enum {string}
                         */
                        callbackForm?: "whole" | "short" | "veiled";
                    } | {
                        /**
                         * Mode
                         * @description Live moves money. A test user's token looks like a live one, so that only you know.
                         * @enum {string}
                         */
                        mode: "test" | "live";
                        accessToken?: string | null;
                        webhookSecret?: string | null;
                        previousWebhookSecret?: string | null;
                        /**
                         * Payer's CPF or CNPJ
                         * @description Asked for on the pay page where Mercado Pago wants it of your account.
                         * @default none
                         * @enum {string}
                         */
                        payerDocument?: "none" | "asked";
                    } | {
                        secret?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Change a payment account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a payment account */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.arrange": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Set the service's side of a payment account up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List channel accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChannelAccount"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    channel: "whatsapp";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Phone number ID
                         * @description From the app's WhatsApp settings; not the phone number itself.
                         */
                        phoneNumberId: string;
                        /** Access token of a system user */
                        accessToken: string;
                        /** App secret */
                        appSecret: string;
                        /**
                         * Previous app secret
                         * @description Still accepted while the secret changes.
                         */
                        previousAppSecret?: string;
                        /** Verify token */
                        verifyToken: string;
                        /**
                         * Graph API version
                         * @default v26.0
                         */
                        graphVersion?: string;
                        /**
                         * Fallback template
                         * @description Sent when the 24-hour window is closed: an approved template with words before and after its one variable {{1}}, the text.
                         */
                        fallbackTemplate?: string;
                        /**
                         * Language of the fallback template
                         * @default en
                         */
                        fallbackLanguage?: string;
                        /**
                         * Country
                         * @description Two letters; how phone numbers in shared contacts are read.
                         */
                        country?: string;
                    };
                } | {
                    /** @constant */
                    channel: "twilio";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /** Account SID */
                        accountSid: string;
                        /** Auth token */
                        authToken: string;
                        /** Previous auth token, still accepted while it changes */
                        previousAuthToken?: string;
                        /**
                         * Sender
                         * @description A number in international form, a short code, or a messaging service's SID.
                         */
                        from: string;
                        /**
                         * API key SID
                         * @description Sends with an API key instead of the auth token.
                         */
                        apiKeySid?: string;
                        /** API key secret */
                        apiKeySecret?: string;
                    };
                } | {
                    /** @constant */
                    channel: "vonage";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /** API key */
                        apiKey: string;
                        /** Signature secret */
                        signatureSecret: string;
                        /**
                         * Previous signature secret
                         * @description Still accepted while the secret changes.
                         */
                        previousSignatureSecret?: string;
                        /** Application ID */
                        applicationId: string;
                        /**
                         * Private key
                         * @description The whole file that Vonage gave with the application, first and last line included.
                         */
                        privateKey: string;
                        /**
                         * Sender
                         * @description A number in international form, a short code, or a name of 11 characters.
                         */
                        from: string;
                        /**
                         * Longest text
                         * @description Characters of one message that the account may send; 1000 when empty. Longer texts go in parts.
                         */
                        longestText?: string;
                    };
                } | {
                    /** @constant */
                    channel: "africastalking";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Username
                         * @description The app's; sandbox sends to their simulator.
                         */
                        username: string;
                        /** API key */
                        apiKey: string;
                        /**
                         * Sender
                         * @description A short code that can be written to, or a name, which cannot. Their own shared one when empty.
                         */
                        from?: string;
                        /**
                         * Keyword of a premium short code
                         * @description Messages then go by their service for subscribed content. Empty for any other sender.
                         */
                        keyword?: string;
                    };
                } | {
                    /** @constant */
                    channel: "sandbox";
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    title: string;
                    config: {
                        /**
                         * Secret
                         * @description Signs both ways.
                         */
                        secret: string;
                    };
                };
            };
        };
        responses: {
            /** @description Add a channel account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAccount"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a channel account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAccount"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    config: {
                        /**
                         * Phone number ID
                         * @description From the app's WhatsApp settings; not the phone number itself.
                         */
                        phoneNumberId: string;
                        accessToken?: string | null;
                        appSecret?: string | null;
                        previousAppSecret?: string | null;
                        verifyToken?: string | null;
                        /**
                         * Graph API version
                         * @default v26.0
                         */
                        graphVersion?: string;
                        /**
                         * Fallback template
                         * @description Sent when the 24-hour window is closed: an approved template with words before and after its one variable {{1}}, the text.
                         */
                        fallbackTemplate?: string;
                        /**
                         * Language of the fallback template
                         * @default en
                         */
                        fallbackLanguage?: string;
                        /**
                         * Country
                         * @description Two letters; how phone numbers in shared contacts are read.
                         */
                        country?: string;
                    } | {
                        /** Account SID */
                        accountSid: string;
                        authToken?: string | null;
                        previousAuthToken?: string | null;
                        /**
                         * Sender
                         * @description A number in international form, a short code, or a messaging service's SID.
                         */
                        from: string;
                        /**
                         * API key SID
                         * @description Sends with an API key instead of the auth token.
                         */
                        apiKeySid?: string;
                        apiKeySecret?: string | null;
                    } | {
                        /** API key */
                        apiKey: string;
                        signatureSecret?: string | null;
                        previousSignatureSecret?: string | null;
                        /** Application ID */
                        applicationId: string;
                        privateKey?: string | null;
                        /**
                         * Sender
                         * @description A number in international form, a short code, or a name of 11 characters.
                         */
                        from: string;
                        /**
                         * Longest text
                         * @description Characters of one message that the account may send; 1000 when empty. Longer texts go in parts.
                         */
                        longestText?: string;
                    } | {
                        /**
                         * Username
                         * @description The app's; sandbox sends to their simulator.
                         */
                        username: string;
                        apiKey?: string | null;
                        /**
                         * Sender
                         * @description A short code that can be written to, or a name, which cannot. Their own shared one when empty.
                         */
                        from?: string;
                        /**
                         * Keyword of a premium short code
                         * @description Messages then go by their service for subscribed content. Empty for any other sender.
                         */
                        keyword?: string;
                    } | {
                        secret?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Change a channel account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAccount"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a channel account */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
                /** @description Those in the bin instead. */
                deleted?: string;
                /** @description Since when paidToday counts; midnight UTC if left out. */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List flows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedFlow"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Chosen here; left out, one is made. */
                    id?: string;
                    document: components["schemas"]["FlowDocument"];
                };
            };
        };
        responses: {
            /** @description Add a flow with its first draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a flow with its draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowWithDraft"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.save": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["FlowDocument"];
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Save a flow's draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a flow */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a flow out of the bin */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.duplicate": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Copy a flow's draft as a new flow */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Find the faults of a flow's draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        faults: components["schemas"]["FlowFault"][];
                        /** @description What keeps nothing from being published: ways that end in silence (code silent), by their node and exit, as in exits.failed. */
                        warnings: components["schemas"]["FlowFault"][];
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.publish": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Publish a flow's draft as its next version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @description What keeps nothing from being published: ways that end in silence (code silent), by their node and exit, as in exits.failed. */
                        warnings: components["schemas"]["FlowFault"][];
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.versions": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a flow's published versions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FlowVersion"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "flows.version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a published version with its document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersionWithDocument"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
                /** @description One or more of open, authorised, part_paid, pending, paid, failed, expired, cancelled, mismatch, with commas between. */
                status?: string;
                currency?: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
                mode?: "test" | "live";
                /** @description A payment account's id. */
                account?: string;
                /** @description A flow's id. */
                flow?: string;
                /** @description A conversation's id. */
                conversation?: string;
                /** @description The order number, in full. */
                number?: string;
                /** @description Opened not before; milliseconds since 1970. */
                from?: number;
                /** @description Opened not after; milliseconds since 1970. */
                to?: number;
                /** @description Part of an order number or of a description, the beginning of a number where it has less than three characters, or an id of ours or of the provider's in full. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List orders, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.totals": {
        parameters: {
            query?: {
                /** @description One or more of open, authorised, part_paid, pending, paid, failed, expired, cancelled, mismatch, with commas between. */
                status?: string;
                currency?: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
                mode?: "test" | "live";
                /** @description A payment account's id. */
                account?: string;
                /** @description A flow's id. */
                flow?: string;
                /** @description A conversation's id. */
                conversation?: string;
                /** @description The order number, in full. */
                number?: string;
                /** @description Opened not before; milliseconds since 1970. */
                from?: number;
                /** @description Opened not after; milliseconds since 1970. */
                to?: number;
                /** @description Part of an order number or of a description, the beginning of a number where it has less than three characters, or an id of ours or of the provider's in full. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What orders come to, by currency, mode and status */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderTotals"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.export": {
        parameters: {
            query?: {
                /** @description One or more of open, authorised, part_paid, pending, paid, failed, expired, cancelled, mismatch, with commas between. */
                status?: string;
                currency?: "AED" | "AFN" | "ALL" | "AMD" | "AOA" | "ARS" | "AUD" | "AWG" | "AZN" | "BAM" | "BBD" | "BDT" | "BHD" | "BIF" | "BMD" | "BND" | "BOB" | "BRL" | "BSD" | "BTN" | "BWP" | "BYN" | "BZD" | "CAD" | "CDF" | "CHF" | "CLP" | "CNY" | "COP" | "CRC" | "CUP" | "CVE" | "CZK" | "DJF" | "DKK" | "DOP" | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "FJD" | "FKP" | "GBP" | "GEL" | "GHS" | "GIP" | "GMD" | "GNF" | "GTQ" | "GYD" | "HKD" | "HNL" | "HTG" | "HUF" | "IDR" | "ILS" | "INR" | "IQD" | "IRR" | "ISK" | "JMD" | "JOD" | "JPY" | "KES" | "KGS" | "KHR" | "KMF" | "KPW" | "KRW" | "KWD" | "KYD" | "KZT" | "LAK" | "LBP" | "LKR" | "LRD" | "LSL" | "LYD" | "MAD" | "MDL" | "MGA" | "MKD" | "MMK" | "MNT" | "MOP" | "MRU" | "MUR" | "MVR" | "MWK" | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NIO" | "NOK" | "NPR" | "NZD" | "OMR" | "PAB" | "PEN" | "PGK" | "PHP" | "PKR" | "PLN" | "PYG" | "QAR" | "RON" | "RSD" | "RUB" | "RWF" | "SAR" | "SBD" | "SCR" | "SDG" | "SEK" | "SGD" | "SHP" | "SLE" | "SOS" | "SRD" | "SSP" | "STN" | "SVC" | "SYP" | "SZL" | "THB" | "TJS" | "TMT" | "TND" | "TOP" | "TRY" | "TTD" | "TWD" | "TZS" | "UAH" | "UGX" | "USD" | "UYU" | "UZS" | "VED" | "VES" | "VND" | "VUV" | "WST" | "XAF" | "XCD" | "XCG" | "XOF" | "XPF" | "YER" | "ZAR" | "ZMW" | "ZWG";
                mode?: "test" | "live";
                /** @description A payment account's id. */
                account?: string;
                /** @description A flow's id. */
                flow?: string;
                /** @description A conversation's id. */
                conversation?: string;
                /** @description The order number, in full. */
                number?: string;
                /** @description Opened not before; milliseconds since 1970. */
                from?: number;
                /** @description Opened not after; milliseconds since 1970. */
                to?: number;
                /** @description Part of an order number or of a description, the beginning of a number where it has less than three characters, or an id of ours or of the provider's in full. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export orders as CSV, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.capture": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Decimal. */
                    amount?: string;
                    /** @description Lets the rest go. */
                    last?: boolean;
                    /** @description Yours for this capture: the same id is the same capture, for good. */
                    id?: string;
                    /** @description Which of the order's held `payments`, where there is more than one. */
                    payment?: string;
                };
            };
        };
        responses: {
            /** @description Capture what is held for an order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.void": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Which of the order's held `payments`, where there is more than one. */
                    payment?: string;
                };
            };
        };
        responses: {
            /** @description Let go of what is held for an order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an order with all that happened to it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderInFull"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.refund": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Decimal, such as 10.50. */
                    amount?: string;
                    /** @description Yours for this refund: the same id is the same refund, for good. */
                    id?: string;
                    /** @description Which of the order's `payments`, where it was paid more than once. The order's own unless given; giving another back gives nothing back of the order. */
                    payment?: string;
                };
            };
        };
        responses: {
            /** @description Give money back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel an order that is not paid */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.resend": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Yours for this message: the same id is the same message, said once. */
                    id?: string;
                };
            };
        };
        responses: {
            /** @description Send the customer the link again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "orders.ask": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask the provider how an order stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderMoney"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "unmatched.list": {
        parameters: {
            query?: {
                /** @description Also what came within the last hour. */
                all?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List money that no order is named by, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Unmatched"][];
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "unmatched.refund": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account: string;
                    payment: string;
                };
            };
        };
        responses: {
            /** @description Give a payment back that no order is named by */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Unmatched"][];
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "conversations.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
                /** @description A phone number or its digits, part of a name, a user id, or an order number in full. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List conversations, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedConversation"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "conversations.show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show a conversation with its timeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "conversations.reply": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /** @description Yours for this message: the same id is the same message, said once. */
                    id?: string;
                };
            };
        };
        responses: {
            /** @description Say something by hand */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "conversations.stopRun": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stop a run */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out to begin with the oldest. */
                cursor?: string;
                /** @description Only events of these types, separated by commas. `order.opened`: Money is asked for. `order.authorised`: The money is held, and not captured yet. `order.paid`: All that is due was captured. `order.part_paid`: A part of what is due was captured. `order.late`: The money came after the order had ended. `order.over`: More came than was due, or another payment. `order.mismatched`: Money came that does not match what is due. `order.refunded`: Money was given back. `order.disputed`: A bank took the money back, or returned it. `order.ended`: The order is over without its money. `run.ended`: A run of a flow is over. `run.failed`: A run of a flow broke off. `message.failed`: A message did not reach the customer, and is not sent again. `contact.created`: Somebody wrote for the first time. `contact.stopped`: Somebody wants to hear nothing any more. `flow.published`: New runs start on another version of a flow. `account.faulty`: An account cannot be used. `account.well`: An account that could not be used works again. `operator.did`: A person or a program changed something through the API. */
                types?: string;
                /** @description The id of an order, a conversation, a flow or an account: only what is about that. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read what happened, the oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: (components["schemas"]["EventOrderOpened"] | components["schemas"]["EventOrderAuthorised"] | components["schemas"]["EventOrderPaid"] | components["schemas"]["EventOrderPartPaid"] | components["schemas"]["EventOrderLate"] | components["schemas"]["EventOrderOver"] | components["schemas"]["EventOrderMismatched"] | components["schemas"]["EventOrderRefunded"] | components["schemas"]["EventOrderDisputed"] | components["schemas"]["EventOrderEnded"] | components["schemas"]["EventRunEnded"] | components["schemas"]["EventRunFailed"] | components["schemas"]["EventMessageFailed"] | components["schemas"]["EventContactCreated"] | components["schemas"]["EventContactStopped"] | components["schemas"]["EventFlowPublished"] | components["schemas"]["EventAccountFaulty"] | components["schemas"]["EventAccountWell"] | components["schemas"]["EventOperatorDid"])[];
                        /** @description Where the following part begins, also where there is nothing yet. */
                        next: string;
                        /** @description Whether there is more by now. */
                        more: boolean;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.list": {
        parameters: {
            query?: {
                /** @description Items at most. */
                limit?: number;
                /** @description The `next` of the part before; left out for the first. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the API tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        /** @description The cursor of the next part; null at the end. */
                        next: string | null;
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /** @description What its holder may do: of what you may do yourself. All of that, if left out. */
                    rights?: ("orders.read" | "orders.write" | "orders.capture" | "orders.refund" | "conversations.read" | "conversations.write" | "flows.read" | "flows.write" | "events.read" | "accounts.read" | "accounts.write" | "settings.read" | "settings.write" | "tokens.read" | "tokens.write")[];
                };
            };
        };
        responses: {
            /** @description Make an API token */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API token */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "settings.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "settings.save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Days after which a quiet conversation's messages are erased; null keeps them for good. */
                    retentionDays: number | null;
                };
            };
        };
        responses: {
            /** @description Change the settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deployment.about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show what runs here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deployment.catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show the channels and payment providers there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A phone number in international form, such as +27821234567. */
                    to: string;
                    /** @default This is a test message from Paythread. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Send a test message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The channel's id of the message, where it gives one at once. */
                        id: string | null;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See whether an account's keys are good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        mode: "test" | "live";
                        /** @description For people, in English: what happened and what to do. */
                        message: string;
                        /** @description A stable name of the sentence, where it is one of ours. */
                        key?: string;
                        /** @description What is filled into it. */
                        values?: {
                            [key: string]: string | number;
                        };
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The provider said no, or did not answer. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See whether an account's keys are good */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where the channel has nothing to ask for. */
                        checked: boolean;
                        /** @description Whose account it is, as the channel has it. */
                        holder: string | null;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "channelAccounts.renewAddress": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a channel account a new address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "paymentAccounts.renewAddress": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a payment account a new address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sandboxPhone.messages": {
        parameters: {
            query: {
                phone: string;
                after?: number;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what a pretend phone received */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PhoneMessage"][];
                    };
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sandboxPhone.write": {
        parameters: {
            query?: never;
            header?: {
                /** @description Yours for this request, such as a UUID: sent again within 24 hours by the same caller, it gets the same answer and nothing is done twice. With another path, query or body it is refused with 422 `key_reused`, while the first is under way with 409 `in_flight`. */
                "idempotency-key"?: string;
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    phone: string;
                    name?: string;
                    text: string;
                    /** @description The id of the choice that was tapped. */
                    choice?: string;
                };
            };
        };
        responses: {
            /** @description Write as a pretend customer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token or a wrong one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token lacks the right, or the request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It conflicts with how things stand. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This deployment is not set up for it. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Nobody is. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                } | {
                    word: string;
                };
            };
        };
        responses: {
            /** @description Who is signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is not known, or the word is spent. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field is wrong; the faults name it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Ten tries of one address within a minute, or a hundred of all. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The deployment has no API_TOKEN. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session.end": {
        parameters: {
            query?: {
                /** @description Whether every session ends. */
                everywhere?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over; with everywhere=true every session is. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request came from another site. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "description.document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The deployment shows its description to nobody who is not signed in (API_DOCS). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "description.page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The deployment shows its description to nobody who is not signed in (API_DOCS). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
