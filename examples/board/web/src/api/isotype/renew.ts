export const renew = (..._: unknown[]) => undefined as unknown;
