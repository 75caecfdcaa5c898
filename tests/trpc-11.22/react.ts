export * from "@trpc/tanstack-react-query";
