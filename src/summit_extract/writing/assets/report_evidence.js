"use strict";
// The evidence of one event: its values, where each comes from, and the article with these marked.

const SLOTS = ["event_type", "status", "date", "local_date", "timezone", "place", "country_code", "venue", "participants",
  "participant_roles", "participant_countries", "attendees", "occasion", "format", "planned_duration", "duration", "topics", "outcome",
  "reported_by", "trigger", "mention_count", "confidence"];
const MARKED = ["trigger", "participants", "attendees", "date", "place"];
const FOLLOWING = { country_code: "place", local_date: "date", event_type: "trigger", status: "trigger", timezone: "date",
  participant_countries: "participants" };
const evidence = { opener: null };

function selectEvent(event) {
  report.selected = event;
  const row = document.activeElement?.dataset?.event;
  evidence.opener = row ? `[data-event="${CSS.escape(row)}"]` : document.activeElement?.id ? `#${document.activeElement.id}` : evidence.opener;
  markRow();
  showEvidence(true);
}

function markRow() {
  document.querySelectorAll("#table tbody tr").forEach((row) => {
    const id = row.querySelector("button").dataset.event;
    if (report.selected?.event_id === id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  });
}

function closeEvidence() {
  report.selected = null;
  showEvidence(false);
  markRow();
  resizeCharts();
  (evidence.opener && document.querySelector(evidence.opener))?.focus();
}

function showEvidence(focus) {
  const panel = document.getElementById("evidence");
  const event = report.selected;
  const wasHidden = panel.hidden;
  panel.hidden = !event;
  const covers = Boolean(event) && matchMedia("(max-width: 640px)").matches;
  for (const part of document.querySelectorAll("#main, .top, .skip")) part.inert = covers;
  panel.setAttribute("role", covers ? "dialog" : "complementary");
  panel.toggleAttribute("aria-modal", covers);
  if (covers) panel.setAttribute("aria-modal", "true");
  document.getElementById("evidence-live").textContent = "";
  if (!event) return;
  const article = report.data.articles[event.article_id] ?? {};
  const whole = typeof article.text === "string";
  const base = whole ? 0 : Number(event.evidence_start);
  const characters = Array.from(whole ? article.text : event.evidence); // by code point, as offsets are
  const text = element("div", { class: "article", lang: "zh", dir: "auto" }, ...pieces(event, characters, base));
  const heading = element("h2", { id: "evidence-title", tabindex: "-1" },
    `${label(`type.${event.event_type}`)} · ${participantNames(event)}`);
  panel.replaceChildren(
    element("div", { class: "bar" },
      element("div", {}, heading, statusBadge(event.status), steps(event)),
      element("button", { type: "button", id: "evidence-close", "aria-label": label("evidence.close"), onclick: closeEvidence }, "✕")),
    element("div", { class: "body" },
      element("blockquote", { lang: "zh", dir: "auto" }, ...mainSentence(event, characters, base)),
      element("h3", {}, label("evidence.values")),
      element("dl", {}, ...SLOTS.flatMap((slot) => value(event, slot, characters, base))),
      ...others(event),
      element("h3", {}, article.title || label("evidence.article")),
      element("p", { class: "note" }, [event.article_id, article.source,
        article.published && `${label("published")} ${article.published}`].filter(Boolean).join(" · ")),
      whole ? null : element("p", { class: "note" }, label("evidence.text_missing")),
      element("p", { class: "legend" }, `${label("evidence.legend")}: `,
        ...MARKED.map((slot) => element("mark", { class: slot }, label(`slot.${slot}`)))),
      text),
  );
  if (wasHidden) resizeCharts();
  const body = panel.querySelector(".body");
  if (focus) {
    body.scrollTop = 0;
    heading.focus({ preventScroll: true });
  }
}

function mainSentence(event, characters, base) {
  const [start, end] = event.ranges[0];
  return pieces(event, characters.slice(start - base, end - base), start);
}

// The other articles that tell of the same event.
function others(event) {
  const same = report.events.filter((one) => event.real && one.real === event.real && one !== event);
  if (!same.length) return [];
  const list = element("ul", { class: "others" });
  for (const one of same) {
    const words = `${one.article_id}: ${one.date || label("undated")}, ${label(`status.${one.status}`)}`;
    list.append(element("li", {}, element("button", {
      type: "button",
      onclick: () => {
        goTo(one);
        showEvidence(true);
      },
    }, words)));
  }
  return [element("h3", {}, counted("evidence.others", same.length)), list];
}

function steps(event) {
  const at = table.sorted.indexOf(event);
  const step = (words, by) => element("button", {
    type: "button", disabled: at < 0 || !table.sorted[at + by], "data-step": by,
    onclick: () => {
      goTo(table.sorted[at + by]);
      showEvidence(false);
      document.querySelector("#evidence .body").scrollTop = 0;
      const heading = document.getElementById("evidence-title");
      (document.querySelector(`#evidence [data-step="${by}"]:enabled`) ?? heading).focus();
      document.getElementById("evidence-live").textContent = heading.textContent;
    },
  }, words);
  return element("div", { class: "step" },
    step(label("evidence.previous"), -1), step(label("evidence.next"), 1));
}

// Selects an event from within the panel: its row is shown, and has the focus when the panel closes.
function goTo(event) {
  report.selected = event;
  const at = table.sorted.indexOf(event);
  if (at >= 0 && Math.floor(at / ROWS) !== table.page) {
    table.page = Math.floor(at / ROWS);
    showTable();
  }
  if (at >= 0) evidence.opener = `[data-event="${CSS.escape(event.event_id)}"]`;
  markRow();
}

function worded(event, slot) {
  if (slot === "country_code") return event.country_code && countryName(event.country_code);
  if (slot === "format") return event.format && label(`format.${event.format}`);
  if (slot === "participants") return participantNames(event);
  if (slot === "local_date" && event.local_date === event.date) return "";
  if (slot === "event_type") return label(`type.${event.event_type}`);
  if (slot === "status") return label(`status.${event.status}`);
  if (slot === "date") return wordedDate(event.date);
  if (slot === "local_date") return wordedDate(event.local_date);
  if (slot === "place") return placeWords(event);
  if (slot === "participant_countries") return event.participant_countries.split("; ").filter(Boolean).map(countryName).join("; ");
  return event[slot];
}

function wordedDate(value) {
  const words = edtfWords(value);
  return words ? `${value} (${words})` : value;
}

function placeWords(event) {
  const english = [event.place, event.admin1].filter((word, at, all) => word && all.indexOf(word) === at).join(", ");
  const name = english && commonPlaceName(event);
  return name && name !== event.place ? `${name} (${english})` : english;
}

function value(event, slot, characters, base) {
  const words = worded(event, slot);
  if (!words) return [];
  const found = event.sources.filter((source) => source.slot === (FOLLOWING[slot] ?? slot));
  const jumps = found.map((source) => {
    const text = characters.slice(source.start - base, source.end - base).join("");
    return element("button", {
      type: "button", "data-start": source.start, "data-end": source.end,
      "aria-label": `${text} ${source.start}–${source.end}: ${label("evidence.jump")}`, title: label("evidence.jump"),
      onclick: () => jumpTo(source.start),
    }, text, " ", element("small", { "aria-hidden": "true" }, `${source.start}–${source.end}`));
  });
  const told = !["mention_count", "confidence", "format"].includes(slot);
  const origin = event.corrected.has(slot) ? "evidence.corrected" : !found.length && told ? "evidence.inferred" : "";
  const note = origin ? element("small", {}, label(origin)) : null;
  return [element("dt", {}, label(`slot.${slot}`)), element("dd", {}, element("div", {}, words), ...jumps, note)];
}

function jumpTo(start) {
  const found = document.querySelector(`#evidence .article mark[data-start="${start}"]`);
  found?.scrollIntoView({ block: "center" });
  found?.focus({ preventScroll: true });
}

// Cuts the text at every end of a telling or a source and wraps what is marked. Offsets count code
// points of the article; base is the offset of the first character given.
function pieces(event, characters, base) {
  const end = base + characters.length;
  const cuts = new Set([base, end]);
  for (const [start, stop] of event.ranges) cuts.add(start).add(stop);
  for (const source of event.sources) cuts.add(source.start).add(source.end);
  const ordered = [...cuts].filter((cut) => cut >= base && cut <= end).sort((one, other) => one - other);
  return ordered.slice(0, -1).map((start, at) => {
    const stop = ordered[at + 1];
    const text = characters.slice(start - base, stop - base).join("");
    const over = event.sources.filter((source) => source.start <= start && stop <= source.end);
    const within = event.ranges.findIndex(([first, last]) => first <= start && stop <= last);
    const wrapped = over.length ? marked(text, start, stop, over) : document.createTextNode(text);
    return within < 0 ? wrapped : element("span", { class: within ? "telling" : "telling main" }, wrapped);
  });
}

function marked(text, start, stop, over) {
  const slots = [...new Set(over.map((source) => source.slot))];
  const leading = MARKED.find((slot) => slots.includes(slot)) ?? slots[0];
  const words = over.map((source) => `${label(`slot.${source.slot}`)}: ${source.value}`);
  const title = [...new Set(words)].join(" · ");
  return element("mark", {
    class: leading, tabindex: "-1", title: `${title} (${label("evidence.offsets", { start, end: stop })})`,
    "data-start": start, "data-end": stop, "data-slots": slots.join(" "),
  }, text);
}
