"""The report as a reader meets it: headless Chromium, the network off."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summit_extract.writing.report import write_report

Outputs = Callable[[int], Path]
Opened = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, outputs: Outputs) -> Iterator[Opened]:
    """Open the report of so many events; what it logs, or asks of a network, fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(events: int = 24, path: Path | None = None, **options: Any) -> Any:
        settings = {"offline": True, "locale": "en-US", "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**{**settings, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file:", "blob:", "data:"))
                else complaints.append(f"asked for {request.url}")
            ),
        )
        page.goto((path or write_report(outputs(events)).path).as_uri())
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def shown(page: Any) -> int:
    return int(page.inner_text("#count").split()[0].replace(",", ""))


def test_it_opens_without_errors_and_without_a_network(opened: Opened) -> None:
    page = opened()
    assert page.title() == "Who met whom"
    assert shown(page) == 24


def test_hostile_text_stays_text(opened: Opened) -> None:
    page = opened()
    page.click("#table tbody button")
    assert page.locator("#evidence img, #evidence script").count() == 0
    assert "onerror" in page.inner_text("#evidence .article")
    assert page.title() == "Who met whom"


@pytest.mark.parametrize(
    ("select", "value", "expected"),
    [("place", "Anchorage|Alaska|US", 8), ("country", "FI", 8)],
)
def test_a_choice_filters(opened: Opened, select: str, value: str, expected: int) -> None:
    page = opened()
    page.select_option(f"#{select}", value)
    assert shown(page) == expected


def test_two_people_are_those_who_met(opened: Opened) -> None:
    page = opened()
    page.select_option("#person", "trump")
    one = shown(page)
    page.select_option("#person", "putin")
    assert 0 < shown(page) < one < 24
    rows = page.locator("#table tbody tr").all_inner_texts()
    assert all("Donald Trump" in row and "Vladimir Putin" in row for row in rows)


def test_boxes_years_and_text_filter_together(opened: Opened) -> None:
    page = opened()
    page.check("#types input[value=meeting]")
    assert shown(page) == 6
    page.check("#statuses input[value=held]")
    held = shown(page)
    assert held == 2
    page.fill("#year-from", "1995")
    assert shown(page) == 1
    page.fill("#search", "no such words")
    page.wait_for_selector("#table-empty:not([hidden])")
    assert shown(page) == 0
    page.click("#clear")
    assert shown(page) == 24


def test_filters_act_on_timeline_map_and_network(opened: Opened) -> None:
    page = opened()

    def drawn() -> list[int]:
        return page.evaluate(
            """() => [
              timeline.chart.getOption().series.slice(1).reduce((n, s) => n + s.data.length, 0),
              map.chart.getOption().series[0].data.length,
              network.chart.getOption().series[0].data.length,
            ]"""
        )

    assert drawn() == [24, 3, 5]
    page.select_option("#place", "Singapore||SG")
    page.select_option("#person", "kim")
    number = shown(page)
    events, places, people = drawn()
    assert (events, places) == (number, 1)
    assert 2 <= people <= 5


def test_a_click_on_the_map_filters(opened: Opened) -> None:
    page = opened()
    x, y = page.evaluate(
        "map.chart.convertToPixel({seriesIndex: 0}, [103.85007, 1.28967]).map(Math.round)"
    )
    page.locator("#map").click(position={"x": x, "y": y})
    page.wait_for_selector("#chosen button")
    assert page.inner_text("#chosen") == "Singapore ✕"
    assert shown(page) == 8


def test_a_click_on_the_timeline_shows_the_evidence(opened: Opened) -> None:
    page = opened(1)
    x, y = page.evaluate(
        "timeline.chart.convertToPixel({seriesIndex: 1}, [middle(report.events[0]), 0])"
    )
    page.locator("#timeline").click(position={"x": x, "y": y})
    page.wait_for_selector("#evidence:not([hidden])")
    assert "article0000" in page.inner_text("#evidence")
    assert page.evaluate("report.selected === report.events[0]")


def test_the_evidence_highlights_the_right_characters(opened: Opened) -> None:
    page = opened()
    page.click('[data-event="article0000#e2"]')
    event = page.evaluate("report.selected")
    text = page.evaluate("report.data.articles[report.selected.article_id].text")
    marks = page.evaluate(
        """[...document.querySelectorAll('#evidence .article mark')].map((mark) =>
            [mark.dataset.slots, +mark.dataset.start, +mark.dataset.end, mark.textContent])"""
    )
    assert page.inner_text("#evidence .article").strip() == text.strip()
    assert all(text[start:end] == words for _, start, end, words in marks)
    found = {slot: words for slots, _, _, words in marks for slot in slots.split()}
    assert found["trigger"] == event["trigger"]
    assert found["date"] == event["date_text"]
    assert found["place"] == event["place_text"]
    people = [words for slots, _, _, words in marks if "participants" in slots.split()]
    assert "; ".join(people) == event["participants"]


def test_a_value_leads_to_its_place_in_the_article(opened: Opened) -> None:
    page = opened()
    page.click("#table tbody button")
    button = page.locator("#evidence dd button").first
    start = button.get_attribute("data-start")
    button.click()
    assert page.evaluate("document.activeElement.dataset.start") == start


def test_the_table_sorts_by_every_column(opened: Opened) -> None:
    page = opened()
    for column in page.evaluate("COLUMNS"):
        page.click(f'[data-sort="{column}"]')
        heading = page.locator("th", has=page.locator(f'[data-sort="{column}"]'))
        assert heading.get_attribute("aria-sort") in ("ascending", "descending")
    page.click('[data-sort="date"]')
    dates = page.locator("#table tbody tr td:first-child").all_inner_texts()
    assert dates == sorted(dates)


def test_the_filtered_rows_are_exported_as_csv(opened: Opened) -> None:
    page = opened()
    page.select_option("#place", "Helsinki|Uusimaa|FI")
    with page.expect_download() as download:
        page.click("#export")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 8
    assert {row["place"] for row in rows} == {"Helsinki"}
    assert all("onerror" in row["evidence"] for row in rows)


def test_what_several_articles_tell_of_can_be_counted_once(
    opened: Opened, outputs: Outputs
) -> None:
    folder = outputs(24)
    told = "article0000#e1; article0001#e1; article0002#e1"
    (folder / "timeline.csv").write_text(f"timeline_id,event_ids\nt1,{told}\n", encoding="utf-8")
    page = opened(path=write_report(folder).path)
    page.check("#once")
    assert shown(page) == 22
    page.click('[data-event="article0000#e1"]')
    assert page.locator("#evidence .others li").count() == 2
    page.click("#evidence .others button")
    assert "article0001" in page.inner_text("#evidence")


def test_it_speaks_traditional_chinese(opened: Opened) -> None:
    page = opened(locale="zh-HK")
    assert page.inner_text("h1") == "誰與誰會面"
    assert page.get_attribute("html", "lang") == "zh-Hant"
    page.click("#language")
    assert page.inner_text("h1") == "Who met whom"


def test_no_words_are_missing_in_either_language(opened: Opened) -> None:
    page = opened()
    labels = page.evaluate("Object.entries(report.data.labels)")
    assert all(english and chinese for _, (english, chinese) in labels)
    used = page.evaluate("[...document.querySelectorAll('[data-label]')].map(e => e.dataset.label)")
    assert set(used) <= {key for key, _ in labels}


def test_it_can_be_used_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened(4)
    page.focus("#timeline")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#timeline-live") != ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "evidence-title"
    page.keyboard.press("Escape")
    assert page.is_hidden("#evidence")
    assert page.evaluate("document.activeElement.id") == "timeline"


def test_every_control_has_a_name(opened: Opened) -> None:
    page = opened(4)
    page.click("#table tbody button")
    nameless = page.evaluate(
        """[...document.querySelectorAll('button, input, select, [tabindex="0"], [role=img]')]
          .filter((part) => part.checkVisibility())
          .filter((part) => !(part.textContent.trim() || part.getAttribute('aria-label')
            || part.getAttribute('aria-labelledby') || part.labels?.length))
          .map((part) => part.outerHTML)"""
    )
    assert nameless == []


CONTRASTS = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (part) => {
    for (let at = part; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const part = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim();
    const skipped = part.closest('script, style, :disabled, .chart');
    if (!words || !part.checkVisibility() || skipped) continue;
    const [one, other] = [light(parse(getComputedStyle(part).color)), light(behind(part))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) poor.push(`${part.tagName} ${words.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_contrasts_with_what_is_behind_it(opened: Opened, scheme: str) -> None:
    page = opened(8, color_scheme=scheme)
    page.click("#table tbody button")
    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colours_of_the_system(opened: Opened, scheme: str) -> None:
    assert opened(2, color_scheme=scheme).get_attribute("html", "data-theme") == scheme


def test_nothing_is_wider_than_a_phone(opened: Opened) -> None:
    page = opened(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("#table tbody button")
    assert page.evaluate("document.querySelector('#evidence').scrollWidth") <= 360


def test_five_thousand_events_stay_usable(opened: Opened) -> None:
    page = opened(5_000)
    assert shown(page) == 5_000
    took = page.evaluate(
        """() => {
          const start = performance.now();
          filters.statuses.add("held");
          refresh();
          return performance.now() - start;
        }"""
    )
    assert shown(page) == 834
    assert took < 3_000


def test_what_is_left_out_is_said(opened: Opened, outputs: Outputs) -> None:
    folder = outputs(9)
    page = opened(path=write_report(folder, most=5).path)
    assert "5 of 9 events" in page.inner_text("#left-out")


POINTS = [("map", "place", 3), ("network", "person", 5)]


def focused(page: Any) -> str:
    name = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
    assert isinstance(name, str)
    return name


@pytest.mark.parametrize(("chart", "kind", "marks"), POINTS)
def test_every_mark_of_a_chart_is_reached_by_arrow_keys(
    opened: Opened, chart: str, kind: str, marks: int
) -> None:
    page = opened()
    page.focus(f"#{chart}-points [tabindex='0']")
    assert page.locator(f"#{chart}-points [tabindex='0']").count() == 1
    for _ in range(marks):
        page.keyboard.press("ArrowLeft")
    found = [focused(page)]
    for _ in range(marks - 1):
        page.keyboard.press("ArrowRight")
        found.append(focused(page))
    assert len(set(found)) == marks
    assert page.locator(f"#{chart}-points [tabindex='0']").count() == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize(("chart", "kind", "marks"), POINTS)
def test_a_mark_is_chosen_by_key_as_by_a_click_and_escape_takes_it_back(
    opened: Opened, chart: str, kind: str, marks: int, key: str
) -> None:
    page = opened()
    page.focus(f"#{chart}-points [tabindex='0']")
    page.keyboard.press("Home")
    name = focused(page)
    page.keyboard.press(key)
    number = shown(page)
    assert 0 < number < 24
    assert f"{number} events" in name
    assert page.inner_text("#chosen").removesuffix(" ✕") in name
    assert focused(page) == name
    assert page.evaluate("document.activeElement.ariaPressed") == "true"
    page.keyboard.press("Escape")
    assert shown(page) == 24
    assert focused(page) == name


def test_marks_are_walked_where_they_are_seen(opened: Opened) -> None:
    page = opened()
    page.focus("#map-points [tabindex='0']")
    for key, place in [
        ("ArrowLeft", ""), ("ArrowLeft", ""), ("ArrowLeft", "Anchorage"),
        ("ArrowRight", "Helsinki"), ("ArrowDown", "Singapore"), ("ArrowUp", "Helsinki"),
        ("End", "Singapore"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert place in focused(page)


@pytest.mark.parametrize("zoomed", [0, 4])
def test_the_focus_is_seen_and_lies_on_the_mark(opened: Opened, zoomed: int) -> None:
    page = opened()
    for _ in range(zoomed):
        page.click("#map-in")
    page.focus("#map-points [tabindex='0']")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    at = page.evaluate(
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          const chart = document.getElementById("map").getBoundingClientRect();
          const [x, y] = map.chart.convertToPixel({geoIndex: 0}, [103.85007, 1.28967]);
          return {
            off: [box.x + box.width / 2 - chart.x - x, box.y + box.height / 2 - chart.y - y],
            inside: x > 0 && y > 0 && x < chart.width && y < chart.height,
            outline: getComputedStyle(document.activeElement).outlineStyle,
          };
        }"""
    )
    assert all(abs(off) < 2 for off in at["off"])
    assert at["inside"]
    assert at["outline"] == "solid"


@pytest.mark.parametrize(("chart", "kind", "marks"), POINTS)
def test_a_list_says_what_a_chart_shows_and_filters_too(
    opened: Opened, chart: str, kind: str, marks: int
) -> None:
    page = opened()
    page.focus(f"#{chart}-list summary")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{chart}-list tbody tr")
    rows = page.locator(f"#{chart}-list tbody tr")
    assert rows.count() == marks
    name = page.locator(f"#{chart}-list tbody button").first.inner_text()
    page.locator(f"#{chart}-list tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#chosen") == f"{name} ✕"
    assert page.locator(f"#{chart}-list [aria-pressed=true]").inner_text() == name
    assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Escape")
    assert shown(page) == 24


def test_the_timeline_is_walked_within_a_part_of_the_years(opened: Opened) -> None:
    page = opened()
    page.focus("#timeline")
    page.keyboard.press("End")
    last = page.inner_text("#timeline-live")
    page.keyboard.press("Home")
    assert page.inner_text("#timeline-live") not in ("", last)
    page.evaluate("timeline.chart.dispatchAction({type: 'dataZoom', start: 0, end: 10})")
    page.keyboard.press("End")
    day, until = page.evaluate(
        "[timeline.dated.at(-1).first, timeline.chart.getOption().dataZoom[0].endValue]"
    )
    assert day <= until
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "evidence-title"


def chips(page: Any) -> list[str]:
    return [words.removesuffix(" ✕") for words in page.locator("#chosen button").all_inner_texts()]


def test_every_filter_in_force_is_said_and_can_be_taken_back(opened: Opened) -> None:
    page = opened()
    assert page.is_hidden("#clear")
    page.select_option("#place", "Singapore||SG")
    page.check("#types input[value=call]")
    page.check("#statuses input[value=planned]")
    page.fill("#search", "習近平")
    page.fill("#year-from", "1991")
    page.fill("#year-to", "2024")
    page.wait_for_selector("#chosen li:nth-child(6)")
    assert chips(page) == ["Singapore", "“習近平”", "from 1991", "to 2024", "Call", "planned"]
    for _ in range(6):
        page.focus("#chosen button")
        page.keyboard.press("Enter")
    assert shown(page) == 24
    assert page.is_hidden("#clear")
    assert page.locator("#filter-form input:checked").count() == 0
    assert page.evaluate("document.activeElement.closest('.filters') !== null")


def test_filters_in_force_are_seen_on_a_phone(opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page.evaluate("toggleChosen('place', 'Singapore||SG')")
    assert page.is_hidden("#filter-form")
    page.locator("#chosen button").tap()
    assert shown(page) == 24


def test_years_say_that_they_leave_out_what_has_no_date(opened: Opened, outputs: Outputs) -> None:
    folder = outputs(4)
    path = folder / "events.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows[0] |= {"date": "", "date_start": "", "date_end": "", "date_text": ""}
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    page = opened(path=write_report(folder).path)
    assert page.is_hidden("#years-note")
    page.fill("#year-from", "1950")
    assert shown(page) == 3
    assert page.inner_text("#years-note") == "Left out, as without a date: 1"


def test_turning_pages_keeps_the_focus(opened: Opened) -> None:
    page = opened(104)
    page.focus("#next")
    for _ in range(2):
        page.keyboard.press("Enter")
    assert page.inner_text("#page") == "Page 3 of 3"
    assert page.evaluate("document.activeElement.id") == "previous"


def test_going_from_event_to_event_keeps_the_focus_and_the_row(opened: Opened) -> None:
    page = opened(60)
    page.click("#table tbody button")
    page.focus("[data-step='1']")
    for _ in range(51):
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.step") == "1"
    assert page.inner_text("#page") == "Page 2 of 2"
    event = page.evaluate("report.selected.event_id")
    assert page.evaluate("report.selected === table.sorted[51]")
    assert page.inner_text("#evidence-live") == page.inner_text("#evidence-title")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.event") == event


def test_on_a_phone_the_evidence_is_a_dialog_of_its_own(opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page.click("#table tbody button")
    assert page.get_attribute("#evidence", "role") == "dialog"
    assert page.evaluate("document.getElementById('main').inert")
    box = page.locator("#evidence").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    page.click("#evidence-close")
    assert not page.evaluate("document.getElementById('main').inert")


def test_the_words_that_are_seen_are_the_names_that_are_said(opened: Opened) -> None:
    page = opened()
    page.click("#table tbody button")
    silent = page.evaluate(
        """[...document.querySelectorAll('#evidence dd button')].filter((button) =>
            !button.ariaLabel.startsWith(button.innerText.trim().replace(/\\s+/g, ' ')))
            .map((button) => button.outerHTML)"""
    )
    assert silent == []


def test_paper_is_light_and_has_all_rows_and_the_filters(opened: Opened) -> None:
    page = opened(120, color_scheme="dark")
    page.select_option("#place", "Singapore||SG")
    page.select_option("#person", "trump")
    expected = shown(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_attribute("html", "data-theme") == "light"
    assert page.locator("#table tbody tr").count() == expected
    assert page.is_visible("#chosen")
    assert page.is_visible("#count")
    assert page.evaluate("timeline.chart.getWidth()") < 720
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.locator("#table tbody tr").count() == min(expected, 50)
    assert page.evaluate("timeline.chart.getWidth()") > 900


@pytest.mark.parametrize(
    ("locale", "value", "words"),
    [
        ("en", "2025-23", "autumn 2025"), ("zh-TW", "2025-23", "2025年秋"),
        ("en", "2017-11~", "about 2017-11"), ("zh-TW", "2017-11~", "約 2017-11"),
        ("en", "2022/..", "since 2022"), ("zh-TW", "2022/..", "自 2022 起"),
        ("en", "../2022", "until 2022"), ("en", "2018-21/2018-22", "spring 2018 – summer 2018"),
        ("en", "2017-07-07", ""), ("en", "2018-11-30/2018-12-01", ""), ("en", "", ""),
    ],
)  # fmt: skip
def test_dates_that_few_can_read_are_said_in_words(
    opened: Opened, locale: str, value: str, words: str
) -> None:
    assert opened(1, locale=locale).evaluate("value => edtfWords(value)", value) == words


def test_the_statuses_are_explained_where_they_are_drawn(opened: Opened) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    assert page.locator("#timeline-legend .status").count() == 6
    page.evaluate("filters.statuses.add('held'); refresh()")
    assert page.locator("#timeline-legend .status").all_inner_texts() == ["held"]


def test_articles_without_their_text_are_counted(
    opened: Opened, outputs: Outputs, tmp_path: Path
) -> None:
    folder = outputs(24)
    (tmp_path / "raw" / "article0001.txt").unlink()
    page = opened(path=write_report(folder).path)
    assert "1 of 3 articles" in page.inner_text("#left-out")


def test_a_place_is_named_in_the_language_of_the_reader(opened: Opened) -> None:
    page = opened(locale="zh-TW")
    page.click('[data-event="article0000#e2"]')
    assert "赫爾辛基" in page.inner_text("#evidence dl")
