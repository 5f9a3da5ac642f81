"use strict";
// The data of the report, its words in two languages, and how values are worded.

const STATUSES = ["held", "planned", "proposed", "postponed", "cancelled", "not_held"];
const TYPES = ["meeting", "call", "visit", "agreement"];
const CROSS = "path://M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z";
// Statuses differ in shape as well as in colour.
const SYMBOLS = {
  held: "circle", planned: "circle", proposed: "diamond", postponed: "triangle",
  cancelled: CROSS, not_held: "rect",
};
const HOLLOW = new Set(["planned", "not_held"]);

const report = { data: null, events: [], language: 0, selected: null, shown: [] };

async function openData() {
  const packed = document.getElementById("data").textContent.trim();
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  report.data = data;
  report.events = data.events.map((cells, index) => makeEvent(data, cells, index));
}

// The name in which the articles tell of a place most often: 台北, though an event was in 台北賓館.
function commonPlaceName(event) {
  if (!report.language) return event.place;
  if (event.place === event.country && event.country_code) return countryName(event.country_code);
  return report.data.place_names[event.place] ?? placeName(event);
}

function makeEvent(data, cells, index) {
  const event = { index, cells };
  data.columns.forEach((column, at) => { event[column] = cells[at]; });
  event.people = data.people[index].map(([id, name, english, country, part]) =>
    ({ id, name, english, country, part }));
  event.ranges = data.tellings[index];
  event.real = data.real[index];
  event.corrected = new Set(data.corrected[index]);
  event.sources = data.sources[index].map(([slot, start, end, value]) => ({ slot, start, end, value }));
  event.first = dayOf(event.date_start);
  event.last = dayOf(event.date_end) ?? event.first;
  if (event.first !== null && event.last < event.first) event.last = event.first;
  const article = data.articles[event.article_id] ?? {};
  event.words = [
    event.participants, event.participants_en, event.attendees, event.place, event.place_text,
    event.country, event.venue, event.occasion, event.topics, event.outcome, event.reported_by,
    event.evidence, event.date, event.article_id, article.title ?? "",
  ].join("\n").toLocaleLowerCase();
  event.countries = new Set([
    ...event.people.map((person) => person.country),
    ...event.participant_countries.split("; "),
    event.country_code,
  ].filter(Boolean));
  const coordinates = [Number(event.longitude), Number(event.latitude)];
  const located = event.place && event.latitude !== "" && event.longitude !== "" && coordinates.every(Number.isFinite);
  event.at = located ? coordinates : null;
  event.placeKey = event.place ? `${event.place}|${event.admin1}|${event.country_code}` : "";
  return event;
}

function dayOf(text) {
  const found = /^(-?\d{4})-(\d\d)-(\d\d)$/.exec(text || "");
  return found ? Date.UTC(+found[1], +found[2] - 1, +found[3]) : null;
}

function label(key, values = {}) {
  const words = report.data?.labels[key]?.[report.language] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function number(value) {
  return value.toLocaleString(report.language ? "zh-Hant" : "en");
}

// A number of something: "1 event", "2 events".
function counted(key, count) {
  return label(count === 1 ? `${key}.one` : key, { number: number(count) });
}

const regionNames = {};
function countryName(code) {
  const language = report.language ? "zh-Hant-HK" : "en";
  regionNames[language] ??= new Intl.DisplayNames([language], { type: "region", fallback: "code" });
  try {
    return regionNames[language].of(code);
  } catch {
    return code;
  }
}

function personName(person) {
  return report.language ? person.name : person.english || person.name;
}

function participantNames(event) {
  const principals = event.people.filter((person) => person.part === "principal");
  return principals.length ? principals.map(personName).join(", ") : event.participants;
}

// A date in words, where its EDTF is not plain to read: seasons, about, since, until; else nothing.
function edtfWords(value) {
  const parts = value.split("/");
  const single = (part) => {
    const about = part.endsWith("~");
    const plain = about ? part.slice(0, -1) : part;
    const [, year, season] = /^(\d{4})-(2[1-4])$/.exec(plain) ?? [];
    const words = season ? label(`season.${season}`, { year }) : plain;
    return about ? label("about", { date: words }) : words;
  };
  if (parts.length === 1) return single(value) === value ? "" : single(value);
  const [from, to] = parts;
  if (to === "..") return label("since", { date: single(from) });
  if (from === "..") return label("until", { date: single(to) });
  const words = `${single(from)} – ${single(to)}`;
  return words === `${from} – ${to}` ? "" : words;
}

function placeName(event) {
  return report.language ? event.place_text || event.place : event.place;
}

// An element with attributes and children. Text goes in as text nodes alone, never as markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function statusColor(status) {
  return color(status.replace("_", "-"));
}

function statusBadge(status) {
  const space = "http://www.w3.org/2000/svg"; // the name of SVG elements, nothing is loaded
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1.2 -1.2 2.4 2.4");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  const shapes = {
    held: "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z", planned: "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z",
    proposed: "M0,-1.1L1.1,0L0,1.1L-1.1,0Z", postponed: "M0,-1L1,0.9L-1,0.9Z",
    cancelled: CROSS.slice("path://".length), not_held: "M-0.9,-0.9H0.9V0.9H-0.9Z",
  };
  path.setAttribute("d", shapes[status] ?? shapes.held);
  path.setAttribute("fill", HOLLOW.has(status) ? "none" : `var(--${status.replace("_", "-")})`);
  path.setAttribute("stroke", `var(--${status.replace("_", "-")})`);
  path.setAttribute("stroke-width", "0.3");
  svg.append(path);
  return element("span", { class: "status" }, svg, label(`status.${status}`));
}

// The body of a chart's tooltip, as an element: charts take no markup from the data.
function tip(...lines) {
  const box = element("div");
  lines.filter(Boolean).forEach((line, at) => box.append(element(at ? "div" : "strong", {}, line)));
  box.style.maxWidth = "18rem";
  box.style.whiteSpace = "normal";
  return box;
}

function chartStyle() {
  return {
    textStyle: { color: color("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      confine: true, backgroundColor: color("card"), borderColor: color("edge"),
      textStyle: { color: color("ink"), fontSize: 13 },
    },
  };
}

function eventTip(event) {
  return tip(
    `${edtfWords(event.date) || event.date || label("undated")} · ${label(`type.${event.event_type}`)} · ${label(`status.${event.status}`)}`,
    participantNames(event), commonPlaceName(event), event.occasion,
  );
}
