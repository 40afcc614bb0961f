// The sign of Wayproof, drawn here so that nothing is fetched for it.

export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b6c70" />
      <path
        d="M6.5 10.5 11 22l5-9.5L21 22l4.5-11.5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
