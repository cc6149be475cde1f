"""What the tests ask of a page inside the browser, as scripts that return a list of faults."""

# Smaller than a finger. A link inside a sentence is excepted, as WCAG 2.5.8 excepts it.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((e) => e.type !== "hidden" && !e.closest(".skip, .unseen") && e.checkVisibility())
  .filter((e) => getComputedStyle(e).display !== "inline"
    || e.parentElement.innerText.trim() === e.innerText.trim())
  .map((e) => [e, e.matches("[type=radio], [type=checkbox]") && e.labels[0] || e])
  .filter(([e, hit]) => hit.getBoundingClientRect().height < 43.5)
  .map(([e]) => e.outerHTML.slice(0, 90))"""

# How far the page itself can be pushed sideways; a table has a region of its own for that.
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1
      && !e.closest(".table-room, .unseen"))
    .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
    .slice(-2);
}"""

# Text that a box cuts off, and lines of text that lie on one another.
CUT_OR_COVERED = """() => {
  const faults = [], lines = [];
  for (const e of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(e);
    if (e.closest(".unseen, .skip, .helpline-word, select, thead") || !e.checkVisibility()) continue;
    if (e.tagName !== "INPUT" && /hidden|clip/.test(style.overflowX + style.overflowY)
      && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2))
      faults.push("cut: " + e.outerHTML.slice(0, 90));
    for (const node of e.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const size = parseFloat(style.fontSize);
      for (const box of range.getClientRects()) {
        const middle = (box.top + box.bottom) / 2;
        lines.push([e, box.left, box.right, middle - size / 2, middle + size / 2]);
      }
    }
  }
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length; j++) {
      const [a, left, right, top, bottom] = lines[i], [b, l, r, t, m] = lines[j];
      if (Math.min(right, r) - Math.max(left, l) > 3 && Math.min(bottom, m) - Math.max(top, t) > 3)
        faults.push(`covered: ${a.outerHTML.slice(0, 60)} by ${b.outerHTML.slice(0, 60)}`);
    }
  return faults.slice(0, 3);
}"""

TABLES_WITHOUT_CAPTION = """() => [...document.querySelectorAll("main table")]
  .filter((t) => !t.caption || !t.caption.innerText.trim()).map((t) => t.outerHTML.slice(0, 90))"""

# Where the summary's links lead: to a field that can be typed in.
LINKS_TO_NOTHING = """() => [...document.querySelectorAll(".error-summary a")]
  .filter((a) => !document.querySelector(a.hash)?.matches("input, select, textarea, fieldset[tabindex]"))
  .map((a) => a.outerHTML.slice(0, 90))"""

# Where Tab stops, by the order of the page: of radio buttons with one name, one.
STOPS = """() => {
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility())
    .filter((e) => {
      if (e.type !== "radio") return true;
      const group = [...document.getElementsByName(e.name)].filter((r) => r.form === e.form);
      return (group.find((r) => r.checked) || group[0]) === e;
    })
    .map((e) => e.outerHTML.slice(0, 120));
}"""

# As if the page had just been opened, also where something on it asks for the focus.
FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""

# What has the focus, and whether it shows it: an outline, in the window.
FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    html: e.outerHTML.slice(0, 120),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.bottom > 0 && box.top < innerHeight,
  };
}"""

AXE = """() => axe.run(document, {resultTypes: ["violations"], preload: false, iframes: false})
  .then((r) => r.violations.map(
  (v) => `${v.id}: ${v.nodes[0].html.slice(0, 110)}`))"""

# The rules whose answer depends on the width; all others read markup and colours.
AXE_OF_LAYOUT = AXE.replace(
    "{result", '{runOnly: ["target-size", "scrollable-region-focusable"], result'
)

CONTRAST = AXE.replace("{result", '{runOnly: ["color-contrast"], result')
