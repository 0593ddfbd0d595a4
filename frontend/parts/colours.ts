/** Design tokens as colours that a canvas understands. */
export function colours<Name extends string>(...names: Name[]): Record<Name, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Record<Name, string>;
  probe.remove();
  return found;
}

/** Calls back when the reader chooses other colours, until the place is gone from the page. */
export function onColours(place: Element, draw: () => void): void {
  const watch = new MutationObserver(() => (place.isConnected ? draw() : watch.disconnect()));
  watch.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
}
