export { createIsotypeContext, type IsotypeContext, type ProviderProps } from "./context.js";
export { useConnectionStatus } from "./use-connection-status.js";
export {
  type UseSubscriptionResult,
  type SubscriptionState,
  type UseSubscriptionOptions,
  useSubscription,
} from "./use-subscription.js";
