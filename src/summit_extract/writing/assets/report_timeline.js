"use strict";
// The timeline: a lane for each type of event, a mark for each event, a bar for what has no one day.

const DAY = 86_400_000;
const timeline = { chart: null, dated: [], at: -1 };

function middle(event) {
  return (event.first + event.last) / 2;
}

function isoDay(time) {
  return new Date(time).toISOString().slice(0, 10);
}

// Marks of a lane that would cover each other are put above and below its line.
function stacked(events, first, last, width) {
  const bin = Math.max((last - first) / Math.max(width / 13, 1), DAY);
  const taken = new Map();
  return events.map((event) => {
    const key = `${event.event_type}|${Math.floor(middle(event) / bin)}`;
    const place = taken.get(key) ?? 0;
    taken.set(key, place + 1);
    const step = ((place % 5) + 1) >> 1;
    return place % 2 ? -step * 11 : step * 11;
  });
}

function bars(events) {
  return {
    type: "custom", silent: true, z: 1, animation: false,
    encode: { x: [0, 1], y: 2 },
    data: events.filter((event) => event.last - event.first >= 2 * DAY)
      .map((event) => [event.first, event.last + DAY, TYPES.indexOf(event.event_type), event.status]),
    renderItem(_, api) {
      const start = api.coord([api.value(0), api.value(2)]);
      const end = api.coord([api.value(1), api.value(2)]);
      return {
        type: "rect",
        shape: { x: start[0], y: start[1] - 4, width: Math.max(end[0] - start[0], 2), height: 8, r: 4 },
        style: { fill: color("edge"), opacity: 0.45 },
      };
    },
  };
}

function points(status, events, offsets) {
  const tone = statusColor(status);
  const hollow = HOLLOW.has(status);
  return {
    type: "scatter", name: status, z: 3, symbol: SYMBOLS[status], symbolSize: 11, animation: false,
    itemStyle: { color: hollow ? color("card") : tone, borderColor: tone, borderWidth: hollow ? 2 : 0, opacity: 0.9 },
    emphasis: { scale: 1.6 },
    data: events.flatMap((event, at) => (event.status === status
      ? [{ value: [middle(event), TYPES.indexOf(event.event_type)], symbolOffset: [0, offsets[at]], event: event.index }]
      : [])),
  };
}

// The event of a mark. Charts copy what they are given, so they are given numbers.
function drawn(at) {
  return report.events[at.data?.event];
}

function latestArticle() {
  const days = Object.values(report.data.articles).map((article) => dayOf(article.published))
    .filter((day) => day !== null);
  return days.length ? days.reduce((one, other) => Math.max(one, other)) : null;
}

function timelineSeries(first, last) {
  const width = timeline.chart.getWidth() - 100;
  const offsets = stacked(timeline.dated, first, last, width);
  const series = [bars(timeline.dated), ...STATUSES.map((status) => points(status, timeline.dated, offsets))];
  const latest = latestArticle();
  if (latest !== null) {
    series[0].markLine = {
      silent: true, symbol: "none", animation: false,
      lineStyle: { color: color("soft"), type: "dashed" },
      label: {
        color: color("soft"), position: "start", align: "right",
        formatter: label("timeline.latest", { date: isoDay(latest) }),
      },
      data: [{ xAxis: latest }],
    };
  }
  return series;
}

function showTimeline() {
  timeline.chart ??= startTimeline();
  timeline.dated = report.shown.filter((event) => event.first !== null)
    .sort((one, other) => one.first - other.first || one.index - other.index);
  timeline.at = -1;
  const events = timeline.dated;
  const first = events.length ? events[0].first : Date.UTC(2000, 0, 1);
  const last = events.length ? events.reduce((most, event) => Math.max(most, event.last), first) : first + DAY;
  const margin = Math.max((last - first) * 0.03, 3 * DAY);
  const narrow = timeline.chart.getWidth() < 520;
  const lines = { lineStyle: { color: color("line") } };
  Object.assign(timeline, { first: first - margin, last: last + margin });
  timeline.chart.setOption({
    ...chartStyle(), useUTC: true, animation: false,
    tooltip: {
      ...chartStyle().tooltip, trigger: "item",
      formatter: (at) => (drawn(at) ? eventTip(drawn(at)) : ""),
    },
    grid: { left: narrow ? 62 : 90, right: 16, top: 26, bottom: 62 },
    xAxis: {
      type: "time", min: timeline.first, max: timeline.last, axisLine: lines, splitLine: { show: true, ...lines },
      axisLabel: { color: color("soft"), hideOverlap: true },
    },
    yAxis: {
      type: "category", data: TYPES.map((type) => label(`type.${type}`)), inverse: true,
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, ...lines },
      axisLabel: { color: color("ink"), fontSize: narrow ? 11 : 13 },
    },
    dataZoom: [
      { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseMove: !narrow, filterMode: "none" },
      {
        type: "slider", height: 20, bottom: 8, filterMode: "none", brushSelect: false, showDataShadow: false,
        borderColor: color("line"),
        textStyle: { color: color("soft") }, labelFormatter: (value) => isoDay(value),
        fillerColor: "rgba(120,150,200,.25)",
      },
    ],
    series: timelineSeries(timeline.first, timeline.last),
  }, { notMerge: true });
  const box = document.getElementById("timeline");
  box.setAttribute("aria-label", events.length
    ? label("timeline.describe", { shown: number(events.length), first: isoDay(first), last: isoDay(last) })
    : label("timeline.empty"));
  document.getElementById("timeline-legend").replaceChildren(
    ...STATUSES.filter((status) => events.some((event) => event.status === status)).map(statusBadge));
  const undated = report.shown.length - events.length;
  document.getElementById("timeline-note").textContent = events.length
    ? (undated ? label("timeline.undated", { number: number(undated) }) : "") : label("timeline.empty");
}

function startTimeline() {
  const box = document.getElementById("timeline");
  const chart = reportLibraries.echarts.init(box);
  chart.on("click", (at) => drawn(at) && selectEvent(drawn(at)));
  let waiting = 0;
  chart.on("datazoom", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const zoom = chart.getOption().dataZoom[0];
      chart.setOption({ series: timelineSeries(zoom.startValue, zoom.endValue) });
    }, 200);
  });
  document.getElementById("timeline-reset").addEventListener("click", () =>
    chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 }));
  box.addEventListener("keydown", (pressed) => {
    const { at, dated } = timeline;
    const to = {
      ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: dated.length - 1,
    }[pressed.key];
    if (to !== undefined && dated.length) {
      pressed.preventDefault();
      walkTimeline(Math.min(Math.max(to, 0), dated.length - 1));
    } else if (["Enter", " "].includes(pressed.key) && at >= 0) {
      pressed.preventDefault();
      selectEvent(dated[at]);
    }
  });
  box.addEventListener("blur", () => {
    chart.dispatchAction({ type: "downplay" });
    chart.dispatchAction({ type: "hideTip" });
  });
  return chart;
}

function walkTimeline(at) {
  const { chart, dated } = timeline;
  timeline.at = at;
  const event = dated[at];
  const { startValue, endValue } = chart.getOption().dataZoom[0];
  if (middle(event) < startValue || middle(event) > endValue) {
    const half = (endValue - startValue) / 2;
    chart.dispatchAction({ type: "dataZoom", startValue: middle(event) - half, endValue: middle(event) + half });
  }
  const seriesIndex = 1 + STATUSES.indexOf(event.status);
  const dataIndex = dated.filter((one) => one.status === event.status).indexOf(event);
  chart.dispatchAction({ type: "downplay" });
  chart.dispatchAction({ type: "highlight", seriesIndex, dataIndex });
  chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
  document.getElementById("timeline-live").textContent = [...eventTip(event).children].map((line) => line.textContent).join("; ");
}
