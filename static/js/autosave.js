// Saves a form that is being filled in: every 20 seconds and when the page is hidden, if something changed.
// The buttons save without this script, and in its stead once the server says that it is behind.
const status = document.querySelector("[data-autosave]");
if (status) {
  const form = status.closest("form");
  let turn = 0;
  let over = false;
  let busy = false;
  const typed = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields;
  };
  // What only a form brought back, in another language or with an error, is on no server yet.
  let saved = "unsaved" in status.dataset ? "" : typed().toString();
  const time = () =>
    new Date().toTimeString().slice(0, 5).replace(/[0-9]/g, (digit) => status.dataset.digits[digit]);
  const say = (what) => {
    const text = status.dataset[what].replace("TIME", time());
    if (status.textContent !== text) status.textContent = text;
  };
  const save = (leaving) => {
    const fields = typed();
    const now = fields.toString();
    if (over || now === saved || (busy && !leaving)) return;
    turn += 1;
    fields.set("autosave", "1");
    fields.set("turn", turn);
    busy = true;
    const body = fields.toString();
    // A browser keeps no more than 64 KB alive after the page is gone.
    const keepalive = body.length < 60000;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    fetch(form.action, { method: "POST", credentials: "same-origin", redirect: "error", headers, keepalive, body })
      .then((answer) => {
        if (answer.status >= 500) throw new Error(answer.status);
        over = answer.status >= 400;
        if (!over) saved = now;
        say(over ? "stopped" : answer.status === 202 ? "partly" : "saved");
      })
      .catch(() => say("waiting"))
      .finally(() => {
        busy = false;
      });
  };
  setInterval(save, status.dataset.autosave * 1000);
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
  addEventListener("pagehide", () => save(true));
  form.addEventListener("submit", () => {
    over = true;
  });
  // A page that the browser kept on the way back does not know what was saved since.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
