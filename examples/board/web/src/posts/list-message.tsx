import type { ReactNode } from "react";
import { Icon } from "../ui/icon";

interface ListMessageProps {
  readonly icon: "note" | "cloud";
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** What stands where the list would be, when there is none. */
export function ListMessage({ icon, title, text, children }: ListMessageProps) {
  return (
    <div className="message" role="status">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
