/** In a table only one number is a stop of the Tab key; arrows go from number to number. */
const STOPS = ".num, .price";

export function prepareArrows(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table.dense > tbody")) {
    table.querySelectorAll<HTMLElement>(STOPS).forEach((one, place) => {
      one.tabIndex = place ? -1 : 0;
    });
  }
}

export function startArrows(): void {
  document.addEventListener("keydown", (event) => {
    const from = (event.target as Element).closest<HTMLElement>(STOPS);
    const row = from?.closest("tr");
    const body = row?.parentElement;
    if (!from || !row || !body?.matches("table.dense > tbody")) return;
    const next = neighbour(from, row, body, event.key);
    if (!next) return;
    event.preventDefault();
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

function neighbour(from: HTMLElement, row: Element, body: Element, key: string): HTMLElement | undefined {
  const stops = (one: Element): HTMLElement[] => Array.from(one.querySelectorAll<HTMLElement>(STOPS));
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const all = stops(body);
    return all[all.indexOf(from) + (key === "ArrowRight" ? 1 : -1)];
  }
  if (key === "Home" || key === "End") return stops(row).at(key === "Home" ? 0 : -1);
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const column = Array.from(row.children).indexOf(from.closest("td, th") as Element);
  for (let one = step(row, key); one; one = step(one, key)) {
    const stop = one.children[column]?.querySelector<HTMLElement>(STOPS);
    if (stop) return stop;
  }
  return undefined;
}

const step = (row: Element, key: string): Element | null => (key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling);
