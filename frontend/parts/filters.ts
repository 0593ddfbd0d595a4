/** Filters apply as they are chosen; who has no script presses the button. What is typed is sent by Enter. */
export function startFilters(): void {
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target instanceof HTMLSelectElement) target.closest<HTMLFormElement>("form.filters")?.requestSubmit();
  });
}
