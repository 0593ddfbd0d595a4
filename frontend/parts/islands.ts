/** Islands: parts of a page that JavaScript draws. Their code comes only where one stands. */
import { text } from "./texts";

export interface Island {
  (place: HTMLElement): Promise<void> | void;
}

const islands: Record<string, () => Promise<{ start: Island }>> = {
  grid: () => import("../islands/grid/grid"),
  gantt: () => import("../islands/gantt/gantt"),
};

export async function startIslands(root: ParentNode): Promise<void> {
  const places = Array.from(root.querySelectorAll<HTMLElement>("[data-island]:not([data-ready])"));
  await Promise.all(
    places.map(async (place) => {
      place.dataset.ready = "";
      const found = islands[place.dataset.island ?? ""];
      if (!found) throw new Error(`no island ${place.dataset.island}`);
      try {
        await (await found()).start(place);
        place.dataset.ready = "yes";
      } catch (error) {
        place.dataset.ready = "failed";
        const told = document.createElement("p");
        told.textContent = text("island_failed");
        place.replaceChildren(told);
        throw error;
      }
    }),
  );
}

/** An island's data: from the JSON script element inside it, else from its address. */
export async function dataOf<T>(place: HTMLElement): Promise<T> {
  const inside = place.querySelector('script[type="application/json"]')?.textContent;
  if (inside) return JSON.parse(inside) as T;
  const answer = await fetch(place.dataset.url ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${place.dataset.url}`);
  return (await answer.json()) as T;
}
