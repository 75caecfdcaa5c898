const HUES = 8;

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  return (
    words
      .map((word) => [...word][0] ?? "")
      .join("")
      .toUpperCase() || "?"
  );
}

/** A user's initials on a color derived from the id. The name is always shown next to it. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(id)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
