import type { CallError } from "../api/board";
import { toast } from "./toast-store";

const MESSAGES: Readonly<Record<string, string>> = {
  NETWORK: "The server cannot be reached. Try again in a moment.",
  UNAUTHORIZED: "Your session has ended. Sign in again.",
  FORBIDDEN: "You are not allowed to do that.",
  NOT_FOUND: "That is gone already.",
  TOO_MANY_REQUESTS: "That was too quick. Try again in a moment.",
  SERVICE_UNAVAILABLE: "The server is busy. Try again in a moment.",
  INTERNAL_SERVER_ERROR: "Something went wrong on the server.",
};

/** Returns a message for users that describes an error. */
export function errorMessage(failure: CallError): string {
  return MESSAGES[failure.code] ?? failure.message;
}

/** Shows an error as a toast, with the request id if there is one. */
export function toastError(failure: CallError): void {
  toast(errorMessage(failure), failure.requestId);
}
