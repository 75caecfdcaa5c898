export { createIsotypeContext, type IsotypeContext, type ProviderProps } from "./context.js";
export { useConnectionStatus as useStatus } from "./use-connection-status.js";
export {
  type UseSubscriptionResult as Followed,
  type SubscriptionState as FollowedState,
  type UseSubscriptionOptions as FollowOptions,
  useSubscription,
} from "./use-subscription.js";
