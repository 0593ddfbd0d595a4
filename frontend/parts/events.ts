/** What jobs tell: one stream a browser. The tab that holds the lock listens, and passes on what it hears to the others. */
export interface Told {
  job: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  share?: number;
  words?: string;
}

let started = false;

export function startEvents(): void {
  const address = document.body.dataset.events;
  if (started || !address) return;
  started = true;
  const channel = new BroadcastChannel("rechterhand-jobs");
  channel.addEventListener("message", (event) => hear(event.data as Told));
  void navigator.locks.request("rechterhand-jobs", () => {
    const stream = new EventSource(address);
    stream.addEventListener("message", (event) => {
      const told = JSON.parse(event.data as string) as Told;
      hear(told);
      channel.postMessage(told);
    });
    return new Promise(() => undefined);
  });
}

export function hear(told: Told): void {
  for (const one of document.querySelectorAll<HTMLElement>(`[data-job="${CSS.escape(told.job)}"]`)) {
    const words = one.querySelector(".words");
    const bar = one.querySelector("progress");
    if (words && told.words) words.textContent = told.words;
    if (bar && told.share !== undefined) bar.value = told.share;
    else if (bar && told.state === "running") bar.removeAttribute("value");
    one.dataset.state = told.state;
    if (told.state === "running" || told.state === "waiting") continue;
    one.dispatchEvent(new CustomEvent("job:ended", { bubbles: true, detail: told }));
  }
}
