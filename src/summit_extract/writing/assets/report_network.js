"use strict";
// The network: who shares events with whom. Choosing a name filters by it, choosing a line by both.

const MOST_PEOPLE = 50;
const MOST_PAIRED = 12; // of an event with more principals, each line would say little
const network = { chart: null };

function principals(event) {
  const found = new Map();
  for (const person of event.people) if (person.part === "principal") found.set(person.id, person);
  return [...found.values()];
}

function networkOf(events) {
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
  const kept = new Map(ranked.slice(0, MOST_PEOPLE).map((known) => [known.person.id, known]));
  const links = new Map();
  for (const present of all) {
    const ids = present.slice(0, MOST_PAIRED).map((person) => person.id).filter((id) => kept.has(id)).sort();
    ids.forEach((one, at) => ids.slice(at + 1).forEach((other) => {
      const key = JSON.stringify([one, other]);
      links.set(key, (links.get(key) ?? 0) + 1);
    }));
  }
  return { kept: [...kept.values()], total: ranked.length, links };
}

function showNetwork() {
  network.chart ??= startNetwork();
  const { kept, total, links } = networkOf(report.shown);
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
        id: person.id, name: person.id, person, count,
        symbolSize: 9 + 20 * Math.sqrt((count - 1) / Math.max(most, 2)),
        itemStyle: {
          color: color("accent"), borderColor: chosen.has(person.id) ? color("ink") : color("card"),
          borderWidth: chosen.has(person.id) ? 3 : 1,
        },
      })),
      links: [...links].map(([key, count]) => {
        const [source, target] = JSON.parse(key);
        return { source, target, value: count, lineStyle: { width: 1 + 5 * Math.sqrt((count - 1) / strongest) } };
      }),
      lineStyle: { color: color("edge"), opacity: 0.6, curveness: 0.08 },
      label: {
        show: true, position: "right", color: color("ink"), fontSize: 11.5,
        textBorderColor: color("card"), textBorderWidth: 2, formatter: (at) => personName(at.data.person),
      },
      labelLayout: { hideOverlap: true },
      emphasis: { focus: "adjacency" },
    }],
  }, { replaceMerge: ["series"] });
  document.getElementById("network").setAttribute("aria-label", label("network.describe", { number: number(kept.length) }));
  document.getElementById("network-note").textContent = total > kept.length
    ? label("network.cut", { number: number(kept.length), total: number(total) }) : "";
}

function networkTip(at) {
  if (at.dataType === "edge") {
    const [one, other] = [at.data.source, at.data.target].map((id) => facetName("person", id));
    return tip(`${one} – ${other}`, `${number(at.data.value)} ${label("together")}`);
  }
  return tip(personName(at.data.person), `${number(at.data.count)} ${label("events")}`);
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
  return chart;
}
