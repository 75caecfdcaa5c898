// An older release, and the @trpc/server that it insists on: a workspace of their own keeps them apart from the newest.
export * from "@trpc/client";
