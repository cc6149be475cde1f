// Two minutes before a session of staff ends: a warning, and a link that makes it longer in place.
// Without this script the same link opens a tab, which does it as well.
const warning = document.querySelector("[data-session-ends-in]");
if (warning) {
  const length = warning.dataset.sessionEndsIn * 1000;
  let end = Date.now() + length;
  // A clock and not one long timer: a computer that slept finds out on waking.
  setInterval(() => {
    warning.hidden = Date.now() < end - 120000;
  }, 1000);
  warning.querySelector("[data-session-goes-on]").addEventListener("click", (event) => {
    event.preventDefault();
    const link = event.currentTarget;
    fetch(link.href, { credentials: "same-origin", redirect: "error" })
      .then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        end = Date.now() + length;
        warning.hidden = true;
      })
      .catch(() => {
        window.open(link.href); // signed out already, or no line: the page itself says which
      });
  });
}
