import { useSyncExternalStore } from "react";
import { Icon } from "../ui/icon";
import { dismiss, getSnapshot, subscribe } from "./toast-store";

/** Visible toasts, in a live region that screen readers announce. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, getSnapshot);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <p>
            {toast.text}
            {toast.requestId !== undefined && (
              <>
                {" "}
                <small>
                  Request <code>{toast.requestId}</code>
                </small>
              </>
            )}
          </p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
