// Fills the blocks of the chosen district without a round to the server; the button does it otherwise.
for (const part of document.querySelectorAll("[data-blocks-url]")) {
  const [district, block] = part.querySelectorAll("select");
  const button = part.querySelector("[name=show_blocks]");
  const fill = (groups) => {
    for (const [title, blocks] of groups) {
      const group = document.createElement("optgroup");
      group.label = title;
      for (const [code, name] of blocks) group.appendChild(new Option(name, code));
      block.appendChild(group);
    }
    button.hidden = true;
  };
  const show = () => {
    const chosen = district.value;
    block.querySelectorAll("optgroup").forEach((group) => group.remove());
    if (!chosen) return;
    fetch(part.dataset.blocksUrl.replace("DISTRICT", encodeURIComponent(chosen)), { credentials: "same-origin" })
      .then((answer) => answer.json())
      .then((found) => {
        if (district.value === chosen) fill(found.groups);
      })
      .catch(() => {
        button.hidden = false;
      });
  };
  button.hidden = true;
  district.addEventListener("change", show);
  // Chosen before this script came, or kept by the browser on the way back.
  if (district.value && !block.querySelector("optgroup")) show();
}
