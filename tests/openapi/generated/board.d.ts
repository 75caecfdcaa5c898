export interface paths {
    "/auth/beginSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in by a cookie that scripts cannot read; the browser sends it by itself from then on */
        post: operations["auth.beginSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/endSession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session of the cookie; ending it twice does no harm */
        post: operations["auth.endSession"];
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
         * The signed-in user
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
         * Gives a new access token for the refresh token in the cookie, and a new refresh token with it
         * @description Gives a new access token for the refresh token in the cookie, and a new refresh token with it. A refresh token that is used once more,
         *     later than two tabs at the same moment would, ends the session for everybody who holds one of its kind.
         */
        post: operations["auth.refresh"];
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
        /** Signs in */
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
        /** Ends the session of the refresh token in the cookie; signing out twice does no harm */
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
         * Ends every session of the caller, on every device; access tokens go on for their last minutes
         * @description Requires `User`.
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
        /** Makes an account and signs in to it */
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
        /** One post */
        get: operations["posts.byId"];
        put?: never;
        post?: never;
        /**
         * Removes a post: its author may, and who may moderate
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
        /** The posts, newest first */
        get: operations["posts.list"];
        put?: never;
        /**
         * Publishes a post as the signed-in user
         * @description Publishes a post as the signed-in user. Under a key it is published once, however often that is asked.
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
        /** Tells of each post that is written or removed, from now on, or from the last event that the subscriber has seen */
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
        /** @description Who wrote a post. */
        Author: {
            /** @description The account's id. */
            id: string;
            /** @description The name at the time of reading. */
            name: string;
        };
        /** @description Issue of a field: a message for people, and a code with parameters for translations. */
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
        /** @description A new post. */
        NewPost: {
            /** @description One line; no two posts of one author have the same. */
            title: string;
            /** @description Plain text. */
            body: string;
        };
        /** @description Page of a list, with cursors of the pages next to it. */
        "Page.Post": {
            /** @description Items of this page. */
            items: components["schemas"]["Post"][];
            /** @description Cursor of the next page; `null` on the last page. */
            nextCursor: string | null;
            /** @description Cursor of the previous page; `null` on the first page. */
            previousCursor: string | null;
        };
        /** @description A notice on the board. */
        Post: {
            /** @description Greater than the ids of all posts before it. */
            id: string;
            /** @description One line. */
            title: string;
            /** @description Plain text. */
            body: string;
            /** @description Who wrote it. */
            author: components["schemas"]["Author"];
            /**
             * Format: date-time
             * @description When, in UTC (RFC 3339).
             */
            createdAt: string;
        };
        /** @description Something that happened on the board. */
        PostEvent: components["schemas"]["PostEvent.created"] | components["schemas"]["PostEvent.removed"];
        /** @description Somebody wrote a post. */
        "PostEvent.created": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "created";
            /** @description The post, as it was then. */
            post: components["schemas"]["Post"];
        };
        /** @description A post is gone. */
        "PostEvent.removed": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "removed";
            /** @description Its id. */
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
            /** @description The id of the post that has it. */
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
         * @description What a user may do.
         * @enum {string}
         */
        Role: "member" | "admin";
        /** @description Who signs in. */
        SignIn: {
            email: string;
            password: string;
        };
        /** @description A new account. */
        SignUp: {
            /** @description The address to sign in with. */
            email: string;
            /** @description At least eight characters. */
            password: string;
            /** @description What others see. */
            name: string;
        };
        /** @description An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read. */
        TokenResponse: {
            /** @description Send it as `Authorization: Bearer …`; good for 15 minutes. */
            accessToken: string;
            /** @description Who is signed in. */
            user: components["schemas"]["User"];
        };
        /** @description Somebody with an account. */
        User: {
            /** @description The account's id. */
            id: string;
            /** @description The address to sign in with, in lower case. */
            email: string;
            /** @description What others see. */
            name: string;
            /** @description What the user may do. */
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
    "auth.beginSession": {
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
            /** @description Somebody with an account. */
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
    "auth.endSession": {
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
    "auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somebody with an account. */
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
            /** @description An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read. */
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
            /** @description An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read. */
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
            /** @description An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read. */
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
                /** @description Its id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A notice on the board. */
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
                /** @description Its id. */
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
                /** @description The `nextCursor` of the page before; leave it out for the first page. */
                cursor?: string;
                /** @description How many; 20 where nothing is said. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Page of a list, with cursors of the pages next to it. */
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
            /** @description A notice on the board. */
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
