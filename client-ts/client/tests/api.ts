import type { Api, Mutation, Query, Subscription } from "../src/index.js";

/** Client, written as in a generated package. */
export interface Client {
  readonly posts: Client_posts;
  readonly toString: Client_toString;
  readonly ping: Query<void, null>;
}

export interface Client_posts {
  /** Publishes a post. */
  readonly create: Mutation<NewPost, Post, TitleTaken | Unauthorized>;
  readonly byId: Query<{ id: string }, Post>;
  readonly find: Query<string | null, Post[]>;
  readonly watch: Subscription<void, Post, Unauthorized>;
  readonly since: Subscription<{ id: string }, Post>;
}

export interface Client_toString {
  readonly __proto__: Query<void, number>;
  readonly constructor: Query<void, number>;
}

export interface NewPost {
  title: string;
}

export interface Post {
  id: string;
  title: string;
}

export type TitleTaken = { type: "TitleTaken"; by: string };
export type Unauthorized = { type: "Unauthorized" };

export const api: Api<Client> = {
  procedures: {
    ping: "query",
    "posts.byId": "query",
    "posts.create": "mutation",
    "posts.find": "query",
    "posts.since": "subscription",
    "posts.watch": "subscription",
    "toString.__proto__": "query",
    "toString.constructor": "query",
  },
};
