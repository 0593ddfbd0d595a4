/** A form of lines grows by one: a copy of its last line, empty and numbered on. */
export function prepareLines(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-add-line]:not([data-ready])")) {
    button.dataset.ready = "";
    button.hidden = false;
    button.addEventListener("click", () => add(button, button.dataset.addLine ?? ""));
  }
}

function add(button: HTMLButtonElement, prefix: string): void {
  const total = button.form?.elements.namedItem(`${prefix}-TOTAL_FORMS`);
  const most = button.form?.elements.namedItem(`${prefix}-MAX_NUM_FORMS`);
  const lines = button.form?.querySelectorAll<HTMLElement>(`[data-line=${CSS.escape(prefix)}]`);
  const last = lines?.[lines.length - 1];
  if (!last || !(total instanceof HTMLInputElement) || !(most instanceof HTMLInputElement)) return;
  const number = Number(total.value);
  const line = last.cloneNode(true) as HTMLElement;
  const [old, fresh] = [`${prefix}-${number - 1}-`, `${prefix}-${number}-`];
  for (const one of line.querySelectorAll<HTMLElement>("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const told = one.getAttribute(name);
      if (told) one.setAttribute(name, told.replaceAll(old, fresh));
    }
    one.removeAttribute("aria-invalid");
    if (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) one.value = "";
  }
  for (const one of line.querySelectorAll(".wrong")) one.remove();
  const legend = line.querySelector("legend");
  if (legend) legend.textContent = legend.textContent.replace(String(number), String(number + 1));
  last.after(line);
  total.value = String(number + 1);
  button.hidden = number + 1 >= Number(most.value);
  line.querySelector<HTMLElement>("input:not([type=hidden]), textarea")?.focus();
}
