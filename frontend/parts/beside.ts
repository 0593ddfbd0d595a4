/** One item beside the page that it was asked from, where the page has room for it; else on its own page. */
import htmx from "htmx.org";

let opener: Element | null = null;

export function beside(url: string): void {
  if (!document.querySelector("#panel")) {
    location.assign(url);
    return;
  }
  opener = document.activeElement;
  document.addEventListener("click", close, { capture: true });
  void htmx.ajax("get", url, { target: "#panel", swap: "outerHTML" });
}

/** The page that it was asked from is there still: closing goes back to it as it is, not to another one. */
function close(event: MouseEvent): void {
  const panel = (event.target as Element).closest("[data-panel-close]")?.closest("#panel");
  if (!panel) return;
  event.preventDefault();
  event.stopPropagation();
  document.removeEventListener("click", close, { capture: true });
  const room = document.createElement("span");
  room.id = "panel";
  room.hidden = true;
  panel.replaceWith(room);
  if (opener instanceof HTMLElement) opener.focus();
}
