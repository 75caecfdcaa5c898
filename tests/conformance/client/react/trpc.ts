import type { AppRouter } from "@conformance/bindings/trpc";
import { createTRPCContext } from "@isotype/conformance-trpc-11.22/react";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
