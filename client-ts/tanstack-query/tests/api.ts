import {
  type Api,
  createClient,
  IsotypeError,
  type Link,
  type Mutation,
  type Operation,
  type Query,
} from "@isotype/client";

/** Client, written as in a generated package. */
export interface Client {
  readonly posts: Client_posts;
  readonly me: Query<void, { name: string }, Unauthorized>;
}

export interface Client_posts {
  readonly byId: Query<{ id: string }, Post, NotFound>;
  readonly list: Query<{ cursor?: string | null; author?: string } | void, Page>;
  readonly create: Mutation<{ title: string }, Post, TitleTaken>;
  readonly clear: Mutation<void, null>;
}

export interface Post {
  id: string;
}

export interface Page {
  items: Post[];
  nextCursor: string | null;
  previousCursor?: string | null;
}

export type NotFound = { type: "NotFound" };
export type TitleTaken = { type: "TitleTaken"; by: string };
export type Unauthorized = { type: "Unauthorized" };

const api: Api<Client> = {
  procedures: {
    me: "query",
    "posts.byId": "query",
    "posts.list": "query",
    "posts.create": "mutation",
    "posts.clear": "mutation",
  },
};

/** Creates a client that responds to each call with the result of `answer`. */
export function clientOf(answer: (operation: Operation) => unknown): Client {
  const link: Link = () => ({
    call: async (operation) => answer(operation),
    subscribe: () => {
      throw new IsotypeError("no subscriptions", { code: "NOT_IMPLEMENTED" });
    },
  });
  return createClient(api, { links: [link] });
}
