export function Journeys() {
  return <p>Journeys</p>;
}
