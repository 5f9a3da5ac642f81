"use strict";
// The network: who shares events with whom. Choosing a name filters by it, choosing a line by both.

const MOST_PEOPLE = 50;
const MOST_ON_A_PHONE = 25;
const MOST_PAIRED = 12; // of an event with more principals, each line would say little
const MOST_NAMED = 3; // others whom the name of a point says
const network = { chart: null, zoom: 1 };

network.pixel = (point) => network.chart.convertToPixel({ seriesIndex: 0 }, point.at);
network.centre = (point) => network.chart.setOption({ series: [{ center: point.at }] });
network.listed = () => {
  const { ranked, links } = networkOf(report.shown, Infinity);
  const met = partners(links);
  return {
    heads: [label("person"), label("slot.country_code"), label("table"), label("network.with")],
    rows: ranked.map(({ person, count }) => [
      person.id, personName(person), person.country ? countryName(person.country) : "", number(count),
      metWith(met, person.id, Infinity),
    ]),
  };
};

function principals(event) {
  const found = new Map();
  for (const person of event.people) if (person.part === "principal") found.set(person.id, person);
  return [...found.values()];
}

function networkOf(events, most = MOST_PEOPLE) {
  const people = new Map();
  const all = events.map(principals);
  for (const present of all) {
    for (const person of present) {
      const known = people.get(person.id) ?? { person, count: 0 };
      known.count += 1;
      people.set(person.id, known);
    }
  }
  const ranked = [...people.values()].sort((one, other) =>
    other.count - one.count || (one.person.id < other.person.id ? -1 : 1));
  const kept = new Map(ranked.slice(0, most).map((known) => [known.person.id, known]));
  const links = new Map();
  for (const present of all) {
    const ids = present.slice(0, MOST_PAIRED).map((person) => person.id).filter((id) => kept.has(id)).sort();
    ids.forEach((one, at) => ids.slice(at + 1).forEach((other) => {
      const key = JSON.stringify([one, other]);
      links.set(key, (links.get(key) ?? 0) + 1);
    }));
  }
  return { kept: [...kept.values()], ranked, links };
}

// Whom each participant shares events with, and how many, the most first.
function partners(links) {
  const found = new Map();
  for (const [key, count] of links) {
    const [one, other] = JSON.parse(key);
    for (const [from, to] of [[one, other], [other, one]]) found.set(from, [...(found.get(from) ?? []), [to, count]]);
  }
  for (const met of found.values()) met.sort((one, other) => other[1] - one[1]);
  return found;
}

function metWith(met, id, most) {
  return (met.get(id) ?? []).slice(0, most)
    .map(([other, count]) => `${facetName("person", other)} (${number(count)})`).join(", ");
}

function showNetwork() {
  network.chart ??= startNetwork();
  const { kept, ranked, links } = networkOf(report.shown, network.chart.getWidth() < 420 ? MOST_ON_A_PHONE : MOST_PEOPLE);
  const met = partners(links);
  const size = (count) => 9 + 20 * Math.sqrt((count - 1) / Math.max(most, 2));
  const most = kept.length ? kept[0].count : 1;
  const chosen = new Set(filters.people);
  const strongest = Math.max(1, ...links.values());
  network.chart.setOption({
    ...chartStyle(), animation: false,
    tooltip: { ...chartStyle().tooltip, trigger: "item", formatter: networkTip },
    series: [{
      type: "graph", layout: "force", roam: matchMedia("(pointer: coarse)").matches ? false : "move",
      left: 40, right: 60, top: 20, bottom: 20, animation: false,
      force: { layoutAnimation: false, initLayout: "circular", repulsion: kept.length > 15 ? 90 : 600, edgeLength: kept.length > 15 ? [30, 90] : [80, 160], gravity: kept.length > 15 ? 0.35 : 0.2 },
      data: kept.map(({ person, count }) => ({
        id: person.id, name: personName(person), count,
        symbolSize: size(count),
        itemStyle: {
          color: color("accent"), borderColor: chosen.has(person.id) ? color("ink") : color("card"),
          borderWidth: chosen.has(person.id) ? 3 : 1,
        },
      })),
      links: [...links].map(([key, count]) => {
        const [source, target] = JSON.parse(key);
        return { source, target, value: count, lineStyle: { width: 1 + 5 * Math.sqrt((count - 1) / strongest) } };
      }),
      lineStyle: { color: color("edge"), opacity: 0.9, curveness: 0.08 },
      label: {
        show: true, position: "right", color: color("ink"), fontSize: 11.5,
        textBorderColor: color("card"), textBorderWidth: 2, formatter: "{b}",
      },
      labelLayout: { hideOverlap: true },
      emphasis: { focus: "adjacency" },
    }],
  }, { replaceMerge: ["series"] });
  fitNetwork();
  showPoints(network, kept.map(({ person, count }, index) => {
    const others = metWith(met, person.id, MOST_NAMED);
    return {
      key: person.id, at: layoutOf(index), size: size(count),
      words: [`${personName(person)}, ${counted("events", count)}`, others && `${label("network.with")}: ${others}`]
        .filter(Boolean).join("; "),
    };
  }));
  document.getElementById("network").setAttribute("aria-label", label("network.describe", { number: number(kept.length) }));
  document.getElementById("network-note").textContent = [
    kept.length && label("network.legend"),
    ranked.length > kept.length && label("network.cut", { number: number(kept.length), total: number(ranked.length) }),
  ].filter(Boolean).join(" ");
}

function networkNodes() {
  return network.chart.getModel().getSeriesByIndex(0).getData();
}

function layoutOf(index) {
  return networkNodes().getItemLayout(index);
}

// The layout by forces takes no notice of the frame: shows it so that all of it is inside.
function fitNetwork() {
  const nodes = networkNodes();
  const places = Array.from({ length: nodes.count() }, (_, index) => layoutOf(index));
  if (!places.length) return;
  const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  network.chart.setOption({ series: [{ center: [(left + right) / 2, (top + bottom) / 2], zoom: 1 }] });
  const [one, other] = [[left, top], [right, bottom]].map((at) => network.chart.convertToPixel({ seriesIndex: 0 }, at));
  const [width, height] = [network.chart.getWidth() - 150, network.chart.getHeight() - 50];
  network.zoom = Math.min(width / Math.max(other[0] - one[0], 1), height / Math.max(other[1] - one[1], 1), 2);
  network.chart.setOption({ series: [{ zoom: network.zoom }] });
}

function networkTip(at) {
  if (at.dataType === "edge") {
    const [one, other] = [at.data.source, at.data.target].map((id) => facetName("person", id));
    return tip(`${one} – ${other}`, counted("together", at.data.value));
  }
  return tip(at.data.name, counted("events", at.data.count));
}

function startNetwork() {
  const chart = reportLibraries.echarts.init(document.getElementById("network"));
  chart.on("click", (at) => {
    if (at.dataType === "node") toggleChosen("person", at.data.id);
    if (at.dataType === "edge") {
      filters.people = [at.data.source, at.data.target];
      refresh();
    }
  });
  chart.on("graphroam", () => placePoints(network));
  startPoints(network, "network", "person");
  return chart;
}
