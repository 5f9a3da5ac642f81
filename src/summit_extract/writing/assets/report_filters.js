"use strict";
// The filters: what they hold, which events pass, and their controls.

const filters = {
  text: "", people: [], countries: [], places: [], types: new Set(), statuses: new Set(),
  from: null, to: null, once: false,
};

// Of the events that are one in the world, the one of the highest confidence.
function once(events) {
  const best = new Map();
  for (const event of events) {
    const known = best.get(event.real);
    if (event.real && (!known || Number(event.confidence) > Number(known.confidence))) best.set(event.real, event);
  }
  return events.filter((event) => !event.real || best.get(event.real) === event);
}

function filtered() {
  const events = report.events.filter(passes);
  return filters.once ? once(events) : events;
}

function passes(event) {
  if (filters.types.size && !filters.types.has(event.event_type)) return false;
  if (filters.statuses.size && !filters.statuses.has(event.status)) return false;
  if (filters.places.length && !filters.places.includes(event.placeKey)) return false;
  if (!filters.countries.every((country) => event.countries.has(country))) return false;
  if (!filters.people.every((id) => event.people.some((person) => person.id === id))) return false;
  if (filters.from !== null || filters.to !== null) {
    if (event.first === null) return false;
    if (filters.from !== null && new Date(event.last).getUTCFullYear() < filters.from) return false;
    if (filters.to !== null && new Date(event.first).getUTCFullYear() > filters.to) return false;
  }
  return filters.text.split(/\s+/).every((word) => event.words.includes(word));
}

// Counts how many events have each value; gives [key, what names it, count], most frequent first.
function facet(values) {
  const found = new Map();
  for (const event of report.events) {
    for (const [key, what] of new Map(values(event))) {
      const entry = found.get(key) ?? [key, what, 0];
      entry[2] += 1;
      found.set(key, entry);
    }
  }
  return [...found.values()].sort((one, other) => other[2] - one[2] || (one[0] < other[0] ? -1 : 1));
}

const FACETS = {
  person: {
    chosen: "people", values: (event) => event.people.map((person) => [person.id, person]), name: personName,
  },
  country: {
    chosen: "countries", values: (event) => [...event.countries].map((code) => [code, code]), name: countryName,
  },
  place: {
    chosen: "places", values: (event) => (event.placeKey ? [[event.placeKey, event]] : []), name: commonPlaceName,
  },
};

function facetName(kind, key) {
  const { name } = FACETS[kind];
  const found = FACETS[kind].found.find(([one]) => one === key);
  return found ? name(found[1]) : key;
}

function toggleChosen(kind, key) {
  const chosen = filters[FACETS[kind].chosen];
  const at = chosen.indexOf(key);
  if (at < 0) chosen.push(key);
  else chosen.splice(at, 1);
  refresh();
}

function fillFacets() {
  for (const [kind, facetOf] of Object.entries(FACETS)) {
    facetOf.found ??= facet(facetOf.values);
    const select = document.getElementById(kind);
    select.replaceChildren(
      element("option", { value: "" }, label("choose")),
      ...facetOf.found.map(([key, what, count]) =>
        element("option", { value: key }, `${facetOf.name(what)} (${number(count)})`)),
    );
  }
}

function fillChoices(id, keys, prefix, chosen, column) {
  const field = document.getElementById(id);
  field.querySelectorAll("label").forEach((made) => made.remove());
  for (const key of keys) {
    const count = report.events.filter((event) => event[column] === key).length;
    const box = element("input", {
      type: "checkbox", value: key, checked: chosen.has(key),
      onchange: () => {
        if (box.checked) chosen.add(key);
        else chosen.delete(key);
        refresh();
      },
    });
    const words = prefix === "status." ? statusBadge(key) : label(prefix + key);
    field.append(element("label", {}, box, words, ` (${number(count)})`));
  }
}

// The filters in force: what each is called, and how it is taken back.
function inForce() {
  const found = Object.entries(FACETS).flatMap(([kind, { chosen }]) => filters[chosen].map((key) =>
    [facetName(kind, key), () => filters[chosen].splice(filters[chosen].indexOf(key), 1)]));
  if (filters.text) found.push([label("quoted", { text: filters.text }), () => { filters.text = ""; }]);
  for (const bound of ["from", "to"]) {
    if (filters[bound] !== null) found.push([`${label(bound)} ${filters[bound]}`, () => { filters[bound] = null; }]);
  }
  for (const [chosen, prefix] of [[filters.types, "type."], [filters.statuses, "status."]]) {
    for (const key of chosen) found.push([label(prefix + key), () => chosen.delete(key)]);
  }
  if (filters.once) found.push([label("once"), () => { filters.once = false; }]);
  return found;
}

function showChosen() {
  const list = document.getElementById("chosen");
  const found = inForce();
  const takeBack = (remove, at) => {
    remove();
    showInputs();
    refresh();
    const left = list.querySelectorAll("button");
    (left[Math.min(at, left.length - 1)] ?? document.querySelector("#filters summary")).focus();
  };
  list.replaceChildren(...found.map(([name, remove], at) => element("li", {}, element("button", {
    type: "button", "aria-label": label("remove", { name }), onclick: () => takeBack(remove, at),
  }, name, element("span", { "aria-hidden": "true" }, " ✕")))));
  document.getElementById("in-force").hidden = !found.length;
  const undated = filters.from === null && filters.to === null
    ? 0 : report.events.filter((event) => event.first === null).length;
  const note = document.getElementById("years-note");
  note.hidden = !undated;
  note.textContent = undated ? label("years.undated", { number: number(undated) }) : "";
}

// Makes the controls say what the filters hold.
function showInputs() {
  document.getElementById("search").value = filters.text;
  for (const bound of ["from", "to"]) document.getElementById(`year-${bound}`).value = filters[bound] ?? "";
  document.getElementById("once").checked = filters.once;
  fillFilters();
}

function fillFilters() {
  fillFacets();
  fillChoices("types", TYPES, "type.", filters.types, "event_type");
  fillChoices("statuses", STATUSES, "status.", filters.statuses, "status");
}

function startFilters() {
  for (const kind of Object.keys(FACETS)) {
    const select = document.getElementById(kind);
    select.addEventListener("change", () => {
      const chosen = filters[FACETS[kind].chosen];
      if (select.value && !chosen.includes(select.value)) {
        chosen.push(select.value);
        refresh();
      }
      select.value = "";
    });
  }
  let waiting = 0;
  document.getElementById("search").addEventListener("input", (happened) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      filters.text = happened.target.value.trim().toLocaleLowerCase();
      refresh();
    }, 150);
  });
  for (const [id, bound] of [["year-from", "from"], ["year-to", "to"]]) {
    document.getElementById(id).addEventListener("input", (happened) => {
      const year = Number.parseInt(happened.target.value, 10);
      filters[bound] = Number.isFinite(year) && year >= 1000 ? year : null;
      refresh();
    });
  }
  document.getElementById("once-field").hidden = !report.events.some((event) => event.real);
  document.getElementById("once").addEventListener("change", (happened) => {
    filters.once = happened.target.checked;
    refresh();
  });
  document.getElementById("filter-form").addEventListener("submit", (happened) => happened.preventDefault());
  document.getElementById("clear").addEventListener("click", () => {
    Object.assign(filters, { text: "", people: [], countries: [], places: [], from: null, to: null, once: false });
    filters.types.clear();
    filters.statuses.clear();
    showInputs();
    refresh();
    document.querySelector("#filters summary").focus();
  });
}
