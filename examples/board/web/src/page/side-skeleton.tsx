/** Holds the side's place while the session is being resumed. */
export function SideSkeleton() {
  return (
    <div className="card side-skeleton" aria-hidden="true">
      <span className="bone bone-title" />
      <span className="bone bone-field" />
      <span className="bone bone-field" />
      <span className="bone bone-button" />
    </div>
  );
}
