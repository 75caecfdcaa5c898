// Older tRPC releases, in a workspace of their own so that they do not conflict with the newest.
export * from "@trpc/client";
