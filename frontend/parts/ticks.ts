/** A menu of things that are shown or not, in groups. */
export function ticks(name: string, ...groups: HTMLElement[]): HTMLElement {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const sheet = document.createElement("div");
  details.className = "menu";
  summary.className = "btn";
  summary.textContent = name;
  sheet.className = "menu-sheet";
  sheet.append(...groups);
  details.append(summary, sheet);
  return details;
}

export function group(name: string, items: HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  const head = document.createElement("span");
  element.className = "menu-group";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", name);
  head.textContent = name;
  element.append(head, ...items);
  return element;
}

export function tick(name: string, on: boolean, act: (on: boolean) => void): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "menu-item";
  box.type = "checkbox";
  box.className = "form-check-input";
  box.checked = on;
  box.addEventListener("change", () => act(box.checked));
  label.append(box, name);
  return label;
}
