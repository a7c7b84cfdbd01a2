"use strict";
(() => {
  const where = document.getElementById("where");
  const listening = document.getElementById("keys");
  const help = document.getElementById("help");
  const choices = [...document.querySelectorAll("input[name=show]")];
  const findings = () =>
    [...document.querySelectorAll(".finding")].filter((one) => one.getClientRects().length > 0);

  const go = (step) => {
    const all = findings();
    if (!all.length) {
      where.textContent = "No finding is shown.";
      return;
    }
    const now = all.indexOf(document.activeElement);
    const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + step, 0), all.length - 1);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    all[next].focus({ preventScroll: true });
    all[next].closest("section").scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    where.textContent = `Finding ${next + 1} of ${all.length}`;
  };

  const tell = () => {
    const count = findings().length;
    where.textContent = `${count} ${count === 1 ? "finding is" : "findings are"} shown.`;
  };

  const filter = () => {
    const now = choices.findIndex((one) => one.checked);
    choices[(now + 1) % choices.length].checked = true;
    tell();
  };

  const actions = {
    j: () => go(1), n: () => go(1), ArrowRight: () => go(1),
    k: () => go(-1), p: () => go(-1), ArrowLeft: () => go(-1),
    f: filter,
    "?": () => { help.open = !help.open; },
  };

  help.hidden = false;
  choices.forEach((one) => one.addEventListener("change", tell));
  document.addEventListener("keydown", (event) => {
    if (!listening.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.startsWith("Arrow") && event.target.matches("input")) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
