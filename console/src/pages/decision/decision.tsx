export function Decision({ id }: { id: string }) {
  return <p>{id}</p>;
}
