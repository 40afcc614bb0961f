export function Journey({ id }: { id: string }) {
  return <p>{id}</p>;
}
