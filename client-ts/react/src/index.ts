export { createIsotypeContext, type IsotypeContext, type ProviderProps } from "./context.js";
export { useConnectionStatus } from "./use-connection-status.js";
export {
  type SubscriptionState,
  useSubscription,
  type UseSubscriptionOptions,
  type UseSubscriptionResult,
} from "./use-subscription.js";
