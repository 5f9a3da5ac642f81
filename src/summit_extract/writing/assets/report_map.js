"use strict";
// The map: a circle for each place, as large as it has events; choosing one filters by it.

const map = { chart: null, zoom: 1 };
const MOST_ZOOM = 40;
const MOST_NAMES = 150; // written on the map; more would lie over each other, and take long to lay out
const EAST = 140; // names of places beyond would leave the map on their right

map.pixel = (point) => map.chart.convertToPixel({ geoIndex: 0 }, point.at);
map.centre = (point) => map.chart.setOption({ geo: { center: point.at } });
map.listed = () => ({
  heads: [label("slot.place"), label("slot.country_code"), label("table")],
  rows: mapPlaces().map(({ event, events }) => [
    event.placeKey, commonPlaceName(event), event.country_code ? countryName(event.country_code) : "",
    number(events.length),
  ]),
});

function mapPlaces() {
  const found = new Map();
  for (const event of report.shown) {
    if (!event.at) continue;
    const place = found.get(event.placeKey) ?? { event, at: event.at, events: [] };
    place.events.push(event);
    found.set(event.placeKey, place);
  }
  return [...found.values()].sort((one, other) => other.events.length - one.events.length);
}

function mostFrequentStatus(events) {
  const counts = STATUSES.map((status) => events.filter((event) => event.status === status).length);
  return STATUSES[counts.indexOf(Math.max(...counts))];
}

function showMap() {
  map.chart ??= startMap();
  const places = mapPlaces();
  const most = places.length ? places[0].events.length : 1;
  const chosen = new Set(filters.places);
  const size = (place) => 9 + 22 * Math.sqrt((place.events.length - 1) / Math.max(most, 2));
  map.chart.setOption({
    ...chartStyle(), animation: false,
    tooltip: {
      ...chartStyle().tooltip, trigger: "item",
      formatter: (at) => (at.seriesType === "scatter" ? tip(...placeLines(places[at.dataIndex])) : ""),
    },
    geo: {
      map: "world", roam: matchMedia("(pointer: coarse)").matches ? false : "move", zoom: map.zoom,
      boundingCoords: [[-180, 82], [180, -57]], left: 12, right: 12, top: 0, bottom: 0,
      scaleLimit: { min: 1, max: MOST_ZOOM }, tooltip: { show: false }, silent: true,
      itemStyle: { areaColor: color("land"), borderColor: color("coast"), borderWidth: 0.6 },
    },
    series: [{
      type: "scatter", coordinateSystem: "geo", animation: false,
      data: places.map((place, rank) => ({
        value: place.at, name: commonPlaceName(place.event),
        symbolSize: size(place), label: { show: rank < MOST_NAMES, position: place.at[0] > EAST ? "left" : "right" },
        itemStyle: {
          color: statusColor(mostFrequentStatus(place.events)), opacity: 0.8,
          borderColor: color(chosen.has(place.event.placeKey) ? "ink" : "card"),
          borderWidth: chosen.has(place.event.placeKey) ? 3 : 1,
        },
      })),
      label: {
        color: color("ink"), fontSize: 11,
        textBorderColor: color("land"), textBorderWidth: 2,
        formatter: "{b}",
      },
      labelLayout: { hideOverlap: true },
    }],
  }, { replaceMerge: ["series"] });
  showPoints(map, places.map((place) => ({
    key: place.event.placeKey, at: place.at, size: size(place), words: placeLines(place).join(", "),
  })));
  const without = report.shown.filter((event) => !event.at).length;
  document.getElementById("map").setAttribute("aria-label", label("map.describe", { number: number(places.length) }));
  document.getElementById("map-note").textContent = [
    places.length && label("map.legend"), without && label("map.without", { number: number(without) }),
  ].filter(Boolean).join(" ");
}

function placeLines({ event, events }) {
  const country = event.country_code ? countryName(event.country_code) : "";
  return [
    [commonPlaceName(event), country].filter((word, at, all) => word && all.indexOf(word) === at).join(", "),
    counted("events", events.length),
    ...STATUSES.map((status) => [status, events.filter((one) => one.status === status).length])
      .filter(([, count]) => count).map(([status, count]) => `${label(`status.${status}`)}: ${number(count)}`),
  ];
}

// An outline that reaches over the 180th meridian would be drawn across the whole map.
function uncross(country) {
  const { type, coordinates } = country.geometry;
  for (const ring of (type === "Polygon" ? [coordinates] : coordinates).flat()) {
    const longitudes = ring.map((point) => point[0]);
    if (Math.max(...longitudes) - Math.min(...longitudes) < 300) continue;
    for (const point of ring) if (point[0] < 0) point[0] = 180;
  }
}

function startMap() {
  const { echarts, outlines } = reportLibraries;
  const world = outlines();
  world.features = world.features.filter((country) => country.properties.name !== "Antarctica");
  world.features.forEach(uncross);
  echarts.registerMap("world", world);
  const chart = echarts.init(document.getElementById("map"));
  chart.on("click", (at) => at.seriesType === "scatter" && toggleChosen("place", map.points[at.dataIndex].key));
  const zoomTo = (zoom, more = {}) => {
    map.zoom = Math.min(Math.max(zoom, 1), MOST_ZOOM);
    const roam = map.zoom > 1 || !matchMedia("(pointer: coarse)").matches ? "move" : false;
    chart.setOption({ geo: { zoom: map.zoom, roam, ...more } });
    placePoints(map);
  };
  chart.on("georoam", () => placePoints(map));
  startPoints(map, "map", "place");
  document.getElementById("map-in").addEventListener("click", () => zoomTo(map.zoom * 1.6));
  document.getElementById("map-out").addEventListener("click", () => zoomTo(map.zoom / 1.6));
  document.getElementById("map-reset").addEventListener("click", () => zoomTo(1, { center: null }));
  return chart;
}
