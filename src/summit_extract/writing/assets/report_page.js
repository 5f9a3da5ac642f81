"use strict";
// The page: starts the parts, and shows all of them anew when filters, language or colours change.

const storage = {
  get(name) { try { return localStorage.getItem(`summit_extract.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`summit_extract.${name}`, value); } catch { /* not kept */ } },
};

function refresh() {
  report.shown = filtered();
  table.page = 0;
  document.getElementById("count").textContent =
    label("count", { shown: number(report.shown.length), total: number(report.events.length) });
  showChosen();
  showTimeline();
  showMap();
  showNetwork();
  showTable();
}

function showWords() {
  document.documentElement.lang = report.language ? "zh-Hant" : "en";
  document.title = label("title");
  document.querySelectorAll("[data-label]").forEach((part) => { part.textContent = label(part.dataset.label); });
  document.querySelectorAll("[data-placeholder]").forEach((part) => { part.placeholder = label(part.dataset.placeholder); });
  document.querySelectorAll("[data-name]").forEach((part) => { part.setAttribute("aria-label", label(part.dataset.name)); });
  document.querySelectorAll("[data-title]").forEach((part) => {
    part.title = label(part.dataset.title);
    part.setAttribute("aria-label", part.title);
  });
  const left = document.getElementById("left-out");
  left.hidden = report.data.total <= report.events.length;
  left.textContent = label("left_out", { kept: number(report.events.length), total: number(report.data.total) });
  fillFilters();
}

function resizeCharts() {
  for (const part of [timeline, map, network]) part.chart?.resize();
  for (const part of [map, network]) if (part.chart) placePoints(part);
}

function showTheme() {
  const chosen = document.getElementById("theme").value;
  const dark = chosen === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function start() {
  const theme = document.getElementById("theme");
  theme.value = storage.get("theme") ?? "auto";
  if (!theme.value) theme.value = "auto";
  showTheme();
  const redraw = () => {
    showTheme();
    refresh();
  };
  theme.addEventListener("change", () => {
    storage.set("theme", theme.value);
    redraw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  document.getElementById("language").addEventListener("click", () => {
    report.language = 1 - report.language;
    storage.set("language", String(report.language));
    showWords();
    refresh();
    showEvidence(false);
  });
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && report.selected) closeEvidence();
  });
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(resizeCharts, 150);
  });
  startFilters();
  startTable();
  showWords();
  if (matchMedia("(max-width: 640px)").matches) document.getElementById("filters").open = false;
  document.getElementById("loading").hidden = true;
  refresh();
  document.documentElement.dataset.ready = "true";
}

report.language = Number(storage.get("language") ?? (/^zh/i.test(navigator.language) ? 1 : 0)) ? 1 : 0;
openData().then(start).catch((error) => {
  const notice = document.getElementById("loading");
  notice.textContent = `The report could not be opened: ${error.message}`;
  throw error;
});
