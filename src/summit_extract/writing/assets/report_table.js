"use strict";
// The table of events: sorting, pages, and the filtered rows as a CSV file.

const ROWS = matchMedia("(max-width: 640px)").matches ? 20 : 50;
const COLUMNS = ["date", "event_type", "status", "participants", "place", "country_code", "occasion",
  "confidence", "article_id"];
const table = { column: "date", descending: true, page: 0, whole: false, sorted: [] };

function cellText(event, column) {
  switch (column) {
    case "date": return event.date || label("undated");
    case "event_type": return label(`type.${event.event_type}`);
    case "status": return label(`status.${event.status}`);
    case "participants": return participantNames(event);
    case "place": return commonPlaceName(event);
    case "country_code": return event.country_code ? countryName(event.country_code) : "";
    default: return event[column];
  }
}

function sortKey(event) {
  if (table.column === "date") return event.first ?? -Infinity;
  if (table.column === "confidence") return Number(event.confidence);
  return cellText(event, table.column);
}

function sortEvents() {
  const collator = new Intl.Collator(report.language ? "zh-Hant" : "en", { numeric: true });
  const keyed = report.shown.map((event) => [sortKey(event), event]);
  const compare = (one, other) => (typeof one === "number" ? one - other || 0 : collator.compare(one, other));
  keyed.sort(([one, a], [other, b]) => (table.descending ? compare(other, one) : compare(one, other)) || a.index - b.index);
  table.sorted = keyed.map(([, event]) => event);
}

function tableHead() {
  const heads = COLUMNS.map((column) => {
    const name = label(`slot.${column}`);
    const sorted = table.column === column;
    const arrow = sorted ? (table.descending ? " ▼" : " ▲") : "";
    const order = table.descending ? "descending" : "ascending";
    const button = element("button", {
      type: "button", title: label("sort", { column: name }), "data-sort": column,
      onclick: () => {
        Object.assign(table, { column, descending: sorted ? !table.descending : false, page: 0 });
        showTable();
      },
    }, name, element("span", { "aria-hidden": "true" }, arrow));
    return element("th", { scope: "col", role: "columnheader", "aria-sort": sorted ? order : "none" }, button);
  });
  return element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads));
}

function tableRow(event) {
  const cells = COLUMNS.map((column) => {
    const cell = element("td", { role: "cell", "data-column": label(`slot.${column}`) });
    const text = cellText(event, column);
    if (column === "date") {
      cell.append(element("button", {
        type: "button", "data-event": event.event_id,
        "aria-label": `${text}, ${participantNames(event)}: ${label("open")}`,
      }, text));
    } else if (column === "status") {
      cell.append(statusBadge(event.status));
    } else {
      cell.append(text);
    }
    return cell;
  });
  return element("tr", {
    role: "row", "aria-current": report.selected === event ? "true" : null, onclick: () => selectEvent(event),
  }, ...cells);
}

function showTable() {
  sortEvents();
  const pages = Math.max(Math.ceil(table.sorted.length / ROWS), 1);
  table.page = Math.min(table.page, pages - 1);
  const rows = table.whole ? table.sorted : table.sorted.slice(table.page * ROWS, (table.page + 1) * ROWS);
  const { event, sort } = document.activeElement.closest("#table") ? document.activeElement.dataset : {};
  document.getElementById("table").replaceChildren(
    element("caption", { class: "hidden" }, label("table.caption")),
    tableHead(),
    element("tbody", { role: "rowgroup" }, ...rows.map(tableRow)),
  );
  if (event) rowButton(event)?.focus({ preventScroll: true });
  if (sort) document.querySelector(`[data-sort="${sort}"]`).focus({ preventScroll: true });
  document.getElementById("table-empty").hidden = table.sorted.length > 0;
  document.getElementById("page").textContent = label("page", { page: number(table.page + 1), pages: number(pages) });
  document.getElementById("previous").disabled = table.page === 0;
  document.getElementById("next").disabled = table.page >= pages - 1;
}

function rowButton(id) {
  return document.querySelector(`#table [data-event="${CSS.escape(id)}"]`);
}

function csvCell(text) {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d{1,40}(\.\d{1,40})?$/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(events) {
  const { columns } = report.data;
  const lines = [columns, ...events.map((event) => event.cells.map(csvCell))];
  return `\ufeff${lines.map((line) => `${line.join(",")}\n`).join("")}`;
}

function startTable() {
  document.getElementById("previous").addEventListener("click", () => turn(-1));
  document.getElementById("next").addEventListener("click", () => turn(1));
  document.getElementById("export").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([csvOf(table.sorted)], { type: "text/csv" }));
    element("a", { href: address, download: "events.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}

function turn(step) {
  table.page += step;
  showTable();
  const [back, on] = ["previous", "next"].map((id) => document.getElementById(id));
  (step > 0 ? (on.disabled ? back : on) : (back.disabled ? on : back)).focus({ preventScroll: true });
  document.getElementById("table-section").scrollIntoView({ block: "start" });
}
