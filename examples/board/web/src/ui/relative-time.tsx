import { useEffect, useState } from "react";

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

function ago(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  for (const [unit, size] of UNITS) {
    if (seconds >= size) return relative.format(-Math.floor(seconds / size), unit);
  }
  return "just now";
}

/** Relative time, with the absolute time as tooltip. */
export function RelativeTime({ at }: { readonly at: Date }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="relative-time" dateTime={at.toISOString()} title={absolute.format(at)}>
      {ago(at.getTime(), now)}
    </time>
  );
}
