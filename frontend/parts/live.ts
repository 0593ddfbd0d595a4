/** Says something to a screen reader without moving anything. */
export function announce(words: string): void {
  const region = document.getElementById("live");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}
