"use strict";
// The page: starts the parts, and shows all of them anew when filters, language or colours change.

const PAPER = 640; // pixels that fit on A4 and on Letter

const storage = {
  get(name) { try { return localStorage.getItem(`summit_extract.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`summit_extract.${name}`, value); } catch { /* not kept */ } },
};

function refresh() {
  report.shown = filtered();
  table.page = 0;
  showAll();
}

function showAll() {
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
  document.getElementById("language").lang = report.language ? "en" : "zh-Hant";
  document.querySelectorAll("[data-name]").forEach((part) => { part.setAttribute("aria-label", label(part.dataset.name)); });
  document.querySelectorAll("[data-title]").forEach((part) => {
    part.title = label(part.dataset.title);
    part.setAttribute("aria-label", part.title);
  });
  showLeftOut();
  fillFilters();
}

function showLeftOut() {
  const { total, articles } = report.data;
  const told = Object.values(articles);
  const without = told.filter((article) => article.text === null).length;
  const left = document.getElementById("left-out");
  left.textContent = [
    total > report.events.length && label("left_out", { kept: number(report.events.length), total: number(total) }),
    without && label("texts_left_out", { number: number(without), total: number(told.length) }),
  ].filter(Boolean).join(" ");
  left.hidden = !left.textContent;
}

function resizeCharts(size = {}) {
  for (const part of [timeline, map, network]) part.chart.resize(size);
  fitNetwork();
  for (const part of [map, network]) placePoints(part);
}

// Paper is light, as wide as a sheet, and has all rows that fit the filters.
function startPrinting() {
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    table.whole = true;
    resizeCharts({ width: PAPER });
    showAll();
  });
  addEventListener("afterprint", () => {
    table.whole = false;
    showTheme();
    resizeCharts({ width: "auto" });
    showAll();
  });
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
    waiting = setTimeout(() => {
      showEvidence(false);
      resizeCharts();
    }, 150);
  });
  startFilters();
  startTable();
  startPrinting();
  showWords();
  if (matchMedia("(max-width: 640px)").matches) document.getElementById("filters").open = false;
  document.getElementById("loading").hidden = true;
  refresh();
  document.documentElement.dataset.ready = "true";
}

report.language = Number(storage.get("language") ?? (/^zh/i.test(navigator.language) ? 1 : 0)) ? 1 : 0;
openData().then(start).catch((error) => {
  const notice = document.getElementById("loading");
  notice.textContent = `This browser could not open the report (${error.message}); the same events are in `
    + "events.csv. 此瀏覽器未能開啟報告，相同事件見 events.csv。";
  throw error;
});
