"use strict";
// The marks of a chart as buttons over it, and as a list below it: what a pointer can choose on the
// map or in the network, a keyboard can reach and a screen reader can say.

const WALKED = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// Right and left go through all points in the order of their places on the screen; up and down go
// to the nearest above or below, where what lies beside counts as twice as far.
function neighbour(points, point, [right, down]) {
  if (right) {
    const ordered = [...points].sort((one, other) => one.x - other.x || one.y - other.y);
    return ordered[ordered.indexOf(point) + right];
  }
  const distance = (one) => Math.abs(one.y - point.y) + 2 * Math.abs(one.x - point.x);
  return points.filter((one) => (one.y - point.y) * down > 0)
    .reduce((best, one) => (best && distance(best) <= distance(one) ? best : one), null);
}

// A part is the map or the network: its chart, its points by rank ({ key, words, size, row, at }),
// where it shows them, and the kind of filter they are values of.
function startPoints(part, name, kind) {
  const box = document.getElementById(`${name}-points`);
  Object.assign(part, { kind, box, list: document.getElementById(`${name}-list`), points: [], current: null });
  box.addEventListener("keydown", (pressed) => {
    const point = pointOf(part, document.activeElement);
    const to = {
      Home: () => part.points[0],
      End: () => part.points.at(-1),
    }[pressed.key] ?? (WALKED[pressed.key] && (() => neighbour(part.points, point, WALKED[pressed.key])));
    if (!point || !to) return;
    pressed.preventDefault();
    const next = to();
    if (next) focusPoint(part, next);
  });
  box.addEventListener("focusin", (happened) => {
    const point = pointOf(part, happened.target);
    if (point) enterPoint(part, point);
  });
  box.addEventListener("focusout", () => {
    part.chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
    part.chart.dispatchAction({ type: "hideTip" });
  });
  box.closest("section").addEventListener("keydown", (pressed) => {
    const { chosen } = FACETS[kind];
    if (pressed.key !== "Escape" || !filters[chosen].length) return;
    pressed.stopPropagation();
    filters[chosen] = [];
    refresh();
  });
  part.list.addEventListener("toggle", () => showList(part));
}

function pointOf(part, button) {
  return part.points.find((point) => point.button === button);
}

function focusPoint(part, point) {
  for (const one of part.points) one.button.tabIndex = one === point ? 0 : -1;
  part.current = point.key;
  point.button.focus({ preventScroll: true });
}

function enterPoint(part, point) {
  const { chart } = part;
  const dataIndex = part.points.indexOf(point);
  const inside = point.x >= 0 && point.y >= 0 && point.x <= chart.getWidth() && point.y <= chart.getHeight();
  if (!inside) part.centre(point);
  placePoints(part);
  chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
  chart.dispatchAction({ type: "highlight", seriesIndex: 0, dataIndex });
  chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex });
}

function showPoints(part, points) {
  const chosen = filters[FACETS[part.kind].chosen];
  const within = part.box.contains(document.activeElement);
  part.points = points;
  const current = points.find((point) => point.key === part.current) ?? points[0];
  for (const point of points) {
    point.button = element("button", {
      type: "button", "aria-label": point.words, "aria-pressed": String(chosen.includes(point.key)),
      tabindex: point === current ? "0" : "-1", onclick: () => toggleChosen(part.kind, point.key),
    });
    point.button.style.width = point.button.style.height = `${Math.max(point.size, 12)}px`;
  }
  part.box.replaceChildren(...points.map((point) => point.button));
  placePoints(part);
  if (within && current) focusPoint(part, current);
  showList(part);
}

function placePoints(part) {
  for (const point of part.points) {
    [point.x, point.y] = part.pixel(point);
    point.button.style.left = `${point.x}px`;
    point.button.style.top = `${point.y}px`;
  }
}

// The same as a table; made only while it is open. Rows have the key they filter by, then cells.
function showList(part) {
  const body = part.list.querySelector("div");
  const held = body.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  body.replaceChildren();
  if (!part.list.open) return;
  const chosen = filters[FACETS[part.kind].chosen];
  const { heads, rows } = part.listed();
  body.append(element("table", { class: "plain" },
    element("caption", { class: "hidden" }, label("list.caption")),
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...rows.map(([key, name, ...cells]) => element("tr", {},
      element("th", { scope: "row" }, element("button", {
        type: "button", "data-key": key, "aria-pressed": String(chosen.includes(key)),
        onclick: () => toggleChosen(part.kind, key),
      }, name)),
      ...cells.map((cell) => element("td", {}, cell)))))));
  if (held !== null) body.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}
