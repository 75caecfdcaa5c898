import { useEffect, useRef } from "react";

interface RemoveDialogProps {
  readonly title: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Confirmation dialog for removing a notice. The native dialog traps and restores focus. */
export function RemoveDialog({ title, onConfirm, onCancel }: RemoveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="remove-title" onCancel={onCancel}>
      <h2 id="remove-title">Remove this notice?</h2>
      <p>“{title}” will be gone for everyone.</p>
      <div className="dialog-buttons">
        <button type="button" className="button quiet" onClick={onCancel}>
          Keep it
        </button>
        <button type="button" className="button danger" onClick={onConfirm}>
          Remove
        </button>
      </div>
    </dialog>
  );
}
