export { createIsotypeContext, type IsotypeContext, type ProviderProps } from "./context.js";
export { useStatus } from "./status.js";
export { type Followed, type FollowedState, type FollowOptions, useSubscription } from "./subscription.js";
