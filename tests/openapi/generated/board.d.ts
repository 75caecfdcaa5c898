export interface paths {
    "/auth/createSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in with a session cookie, which scripts cannot read */
        post: operations["auth.createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the signed-in user
         * @description Requires `User`.
         */
        get: operations["auth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchanges the refresh token in the cookie for a new access token and a new refresh token
         * @description Exchanges the refresh token in the cookie for a new access token and a new refresh token.
         *
         *     Reuse of a refresh token revokes its token family. Only requests at about the same time, as from two tabs, get the same new token.
         */
        post: operations["auth.refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/revokeSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes the session of the cookie, if there is one */
        post: operations["auth.revokeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in and issues tokens */
        post: operations["auth.signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes the refresh token in the cookie, if there is one */
        post: operations["auth.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signOutEverywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes all refresh tokens and cookie sessions of the caller
         * @description Revokes all refresh tokens and cookie sessions of the caller. Access tokens remain valid until they expire.
         *
         *     Requires `User`.
         */
        post: operations["auth.signOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates an account and signs in to it */
        post: operations["auth.signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Returns a post */
        get: operations["posts.byId"];
        put?: never;
        post?: never;
        /**
         * Removes a post of the signed-in user, or any post if the user may moderate
         * @description Requires `User` and `posts:write`.
         */
        delete: operations["posts.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists posts, newest first */
        get: operations["posts.list"];
        put?: never;
        /**
         * Publishes a post as the signed-in user
         * @description Publishes a post as the signed-in user.
         *
         *     Repeated calls with the same idempotency key publish it once.
         *
         *     Requires `User` and `posts:write`.
         */
        post: operations["posts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams an event for each post that is created or removed
         * @description Streams an event for each post that is created or removed.
         *
         *     Starts with the first event after the call, or after the subscriber's last event id.
         */
        get: operations["posts.watch"];
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
        /** @description Author of a post. */
        Author: {
            /** @description Id of the account. */
            id: string;
            /** @description Current name of the account. */
            name: string;
        };
        /** @description Validation issue of a field: a human-readable message, and a code with parameters for translations. */
        FieldIssue: {
            /** @description Name of the rule, which selects a translation. */
            code: string;
            /** @description Message in English. */
            message: string;
            /** @description Parameters of the rule by name. */
            params?: {
                [key: string]: number | string;
            };
        };
        /** @description Content of a new post. */
        NewPost: {
            /** @description Title of 1 to 120 characters, unique among the posts of its author. */
            title: string;
            /** @description Plain text of up to 10,000 characters. */
            body: string;
        };
        /** @description Page of a list, with cursors to the adjacent pages. */
        "Page.Post": {
            /** @description Items of this page. */
            items: components["schemas"]["Post"][];
            /** @description Cursor of the next page; `null` on the last page. */
            nextCursor: string | null;
            /** @description Cursor of the previous page; `null` on the first page. */
            previousCursor: string | null;
        };
        /** @description Post on the board. */
        Post: {
            /** @description Id of the post. Ids of later posts sort after it. */
            id: string;
            /** @description Title in plain text. */
            title: string;
            /** @description Body in plain text. */
            body: string;
            /** @description Author of the post. */
            author: components["schemas"]["Author"];
            /**
             * Format: date-time
             * @description Time of creation, in UTC (RFC 3339).
             */
            createdAt: string;
        };
        /** @description Change to the board's posts. */
        PostEvent: components["schemas"]["PostEvent.created"] | components["schemas"]["PostEvent.removed"];
        /** @description A post was created. */
        "PostEvent.created": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "created";
            /** @description The post at the time of its creation. */
            post: components["schemas"]["Post"];
        };
        /** @description A post was removed. */
        "PostEvent.removed": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "removed";
            /** @description Id of the removed post. */
            id: string;
        };
        /** @description Problem without semantics beyond its HTTP status (RFC 9457). */
        Problem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "about:blank";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.CreateError.TitleTaken": {
            /** @constant */
            type: "TitleTaken";
            /** @description Id of the post with this title. */
            by: string;
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.Forbidden": {
            /** @constant */
            type: "Forbidden";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.IdempotencyKeyReused": {
            /** @constant */
            type: "IdempotencyKeyReused";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.Invalid": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "Invalid";
            fields: {
                [key: string]: components["schemas"]["FieldIssue"][];
            };
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.NotFound": {
            /** @constant */
            type: "NotFound";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.Overloaded": {
            /** @constant */
            type: "Overloaded";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.SignInError.WrongCredentials": {
            /** @constant */
            type: "WrongCredentials";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.SignUpError.EmailTaken": {
            /** @constant */
            type: "EmailTaken";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.TimedOut": {
            /** @constant */
            type: "TimedOut";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.TooManyRequests": {
            /** @constant */
            type: "TooManyRequests";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.Unauthorized": {
            /** @constant */
            type: "Unauthorized";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        "Problem.WatchError.UnknownEvent": {
            /** @constant */
            type: "UnknownEvent";
            /** @description Summary of the problem type. */
            title: string;
            /** @description HTTP status code. */
            status: number;
            /** @description Explanation of this occurrence. */
            detail: string;
            /**
             * Format: uri-reference
             * @description Request id, as logged by the server.
             */
            instance: string;
        };
        /**
         * @description Role of a user.
         * @enum {string}
         */
        Role: "member" | "admin";
        /** @description Credentials of an account. */
        SignIn: {
            /** @description E-mail address of the account. */
            email: string;
            /** @description Password of the account. */
            password: string;
        };
        /** @description Details of a new account. */
        SignUp: {
            /** @description E-mail address to sign in with. */
            email: string;
            /** @description Password of 8 to 200 characters. */
            password: string;
            /** @description Name that other users see. */
            name: string;
        };
        /**
         * @description Access token and its user.
         *
         *     The refresh token is not part of the body: it is in a cookie that scripts cannot read.
         */
        TokenResponse: {
            /** @description Access token for `Authorization: Bearer …`, valid for 15 minutes. */
            accessToken: string;
            /** @description Signed-in user. */
            user: components["schemas"]["User"];
        };
        /** @description Person with an account. */
        User: {
            /** @description Id of the account. */
            id: string;
            /** @description E-mail address to sign in with, in lower case. */
            email: string;
            /** @description Name that other users see. */
            name: string;
            /** @description Role of the account. */
            role: components["schemas"]["Role"];
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
    "auth.createSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Person with an account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WrongCredentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.SignInError.WrongCredentials"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Person with an account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `Unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Unauthorized"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Access token and its user.
             *
             *     The refresh token is not part of the body: it is in a cookie that scripts cannot read.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /** @description `Unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Unauthorized"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.revokeSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /**
             * @description Access token and its user.
             *
             *     The refresh token is not part of the body: it is in a cookie that scripts cannot read.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /** @description the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WrongCredentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.SignInError.WrongCredentials"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.signOutEverywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `Unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Unauthorized"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.signUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /**
             * @description Access token and its user.
             *
             *     The refresh token is not part of the body: it is in a cookie that scripts cannot read.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /** @description `Invalid`, or the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Invalid"] | components["schemas"]["Problem"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `EmailTaken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.SignUpError.EmailTaken"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "posts.byId": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the post. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Post on the board. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NotFound` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.NotFound"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "posts.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the post. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `Unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Unauthorized"];
                };
            };
            /** @description `Forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Forbidden"];
                };
            };
            /** @description `NotFound` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.NotFound"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "posts.list": {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; omit it for the first page. */
                cursor?: string;
                /** @description Maximum number of posts, from 1 to 100. Defaults to 20. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page of a list, with cursors to the adjacent pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page.Post"];
                };
            };
            /** @description `Invalid`, or the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Invalid"] | components["schemas"]["Problem"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "posts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Idempotency key: a repeated request with the same key takes effect once and receives the stored response. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPost"];
            };
        };
        responses: {
            /** @description Post on the board. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description `Invalid`, or the input is invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Invalid"] | components["schemas"]["Problem"];
                };
            };
            /** @description `Unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Unauthorized"];
                };
            };
            /** @description `Forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Forbidden"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TitleTaken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.CreateError.TitleTaken"];
                };
            };
            /** @description `IdempotencyKeyReused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.IdempotencyKeyReused"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "posts.watch": {
        parameters: {
            query?: never;
            header?: {
                /** @description Id of the last event that was received; the stream resumes after it. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. The data of each unnamed event is one item as JSON. Named events are `connected` at the start, `ping` while idle, `return` at the end, and `serialized-error` with a `message` if the stream fails. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["PostEvent"];
                };
            };
            /** @description `UnknownEvent` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.WatchError.UnknownEvent"];
                };
            };
            /** @description `TimedOut` */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TimedOut"];
                };
            };
            /** @description `TooManyRequests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.TooManyRequests"];
                };
            };
            /** @description `Overloaded` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem.Overloaded"];
                };
            };
            /** @description Any other error. */
            default: {
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
