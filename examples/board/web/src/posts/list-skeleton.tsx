const KEYS = ["first", "second", "third", "fourth"];

/** The list's outline while its first page loads. */
export function ListSkeleton() {
  return (
    <div className="posts" role="status" aria-label="Loading the notices">
      {KEYS.map((place) => (
        <div key={place} className="card post-bone" aria-hidden="true">
          <span className="bone bone-author" />
          <span className="bone bone-title" />
          <span className="bone bone-line" />
        </div>
      ))}
    </div>
  );
}
