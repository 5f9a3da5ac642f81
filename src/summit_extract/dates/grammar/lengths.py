"""Lengths of time and what counts with them: 兩個多小時, 三天後, 兩周內, 近三年."""

import re
from dataclasses import replace

from summit_extract.dates.expressions import (
    Calendar,
    Expression,
    Frame,
    Length,
    Offset,
    Unit,
    Vague,
    Within,
)
from summit_extract.dates.grammar import clock
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.numerals import is_either, read_number
from summit_extract.dates.threads import party_before

_JOIN = re.compile(r"(?:又|零|多|余|外加)?(?:又)?")
_AND_A_HALF = re.compile(r"半(?![年月日天小])")
_MORE = re.compile(r"多(?![年月日天小个])")
_SAME_DAY = re.compile(r"的?(?:今天|今日|同一天|同日|这一天|这天|当天)")
_ONCE = re.compile(r"一(?:度|次|遇|届|趟|回)")
_RATE = re.compile(r"[一-鿿]{0,3}?[两二三四五六七八九十几数0-9]{1,3}[次则趟回]")
_OUTPUT = re.compile(
    r"(?![后前内里之以间来又多零半外])[一-鿿]{0,4}?(?<!了)"
    r"[一两二三四五六七八九十百千万几数0-9]{1,8}+[多余]?+(?!个?[天日月年周星礼小分季世半])[一-鿿]"
)
_NIGHTS = re.compile(r"[一两二三四五六七八九十0-9]{1,2}[夜晚]")
_MOST_AMOUNTS = 7
_FEW = 3
_ORDER = (
    Unit.CENTURY,
    Unit.DECADE,
    Unit.YEAR,
    Unit.QUARTER,
    Unit.MONTH,
    Unit.WEEK,
    Unit.DAY,
    Unit.HOUR,
    Unit.MINUTE,
    Unit.SECOND,
)


def length(cursor: Cursor, index: int) -> Found | None:
    """Read a length of time, and what counts with it: 三天後, 兩周內, 一個半小時."""
    if cursor.kind_at(index) == "NUMBER" or cursor.atoms[index].kind == "NUMBER":
        before = cursor.text[cursor.atoms[index].start - 1 : cursor.atoms[index].start]
        if before == "第" or (before == "." and cursor.atoms[index].value.isascii()):
            return None
    amounts: list[tuple[float, Unit]] = []
    approximate = False
    end = cursor.atoms[index].end
    start = cursor.atoms[index].start
    vague = False
    if is_rate(cursor, start, index):
        return None
    while len(amounts) < _MOST_AMOUNTS:
        one = one_length(cursor, index)
        if one is None:
            break
        amount, unit, more, end, index = one
        if amount is None:
            vague = True
            break
        amounts.append((amount, unit))
        approximate = more
        following = next_amount(cursor, index, end, unit)
        if following is None:
            break
        index = following
    if len(amounts) == 1 and amounts[0][1] is Unit.DAY:
        nights = _NIGHTS.match(cursor.text, end)
        if nights is not None:
            end = nights.end()
            while index < cursor.count and cursor.atoms[index].start < end:
                index += 1
    if vague and not amounts:
        length = Length((), True)
    elif amounts:
        length = Length(tuple(_merged(amounts)), approximate)
    else:
        return None
    return counted_length(cursor, length, start, end, index)


def next_amount(cursor: Cursor, index: int, end: int, unit: Unit) -> int | None:
    """Give the index of an amount that goes on: 一個月21天, 兩天又一個月; None if none does."""
    join = _JOIN.match(cursor.text, end)
    joined = join.end() if join else end
    if index >= cursor.count or cursor.text[joined : cursor.atoms[index].start].strip(" "):
        return None
    if cursor.atoms[index].kind == "MIDDLE":  # 多 or 餘 read as the joint
        index += 1
    if index >= cursor.count or cursor.atoms[index].kind not in ("NUMBER", "HALF"):
        return None
    following = one_length(cursor, index)
    if following is None or following[0] is None:
        return None
    if _ORDER.index(following[1]) <= _ORDER.index(unit) and "又" not in cursor.text[end:joined]:
        return None
    return index


def is_rate(cursor: Cursor, start: int, index: int) -> bool:
    """Tell whether a length only says how often: 一周兩次, 四年一度, 任何一天, 一天過貨三萬噸."""
    unit = cursor.atoms[index + 1] if index + 1 < cursor.count else None
    if unit is None or unit.gap:
        return False
    if _ONCE.match(cursor.text, unit.end):
        return True
    if cursor.text[start] != "一" or unit.start != start + 1:
        return False
    return (
        cursor.text[start - 1 : start] in ("何", "某", "每", "有", "的", "要", "性")
        or cursor.text[start - 2 : start] == "最后"
        or cursor.text[unit.end : unit.end + 1] == "不"
        or (
            cursor.bounded_left(start, "均店每")
            and cursor.after.match(cursor.text, unit.end) is None
            and _OUTPUT.match(cursor.text, unit.end) is not None
        )
        or _RATE.match(cursor.text, unit.end) is not None
    )


def one_length(cursor: Cursor, index: int) -> tuple[float | None, Unit, bool, int, int] | None:
    """Read one amount with its unit: (amount or None, unit, approximate, end, next index)."""
    atom = cursor.atoms[index]
    amount: float | None
    more = False
    if atom.kind == "SOME":
        amount, more = (float(atom.value), True) if atom.value else (None, False)
    elif atom.kind == "HALF":
        amount = 0.5
    elif atom.kind == "NUMBER":
        if is_either(atom.value):
            first = read_number(atom.value[0])
            amount, more = (None if first is None else float(first)), True
        elif "." in atom.value:
            amount = float(atom.value)
        else:
            whole = read_number(atom.value)
            if whole is None:
                return None
            amount = float(whole)
        if amount is None or amount > 100_000:
            return None
    else:
        return None
    index += 1
    kind = cursor.kind_at(index)
    halved = False
    while kind in ("MIDDLE", "SOME", "HALF"):
        middle = cursor.text[cursor.atoms[index].start : cursor.atoms[index].end]
        if "半" in middle and amount is not None:
            amount += 0.5
            halved = True
        if any(c in middle for c in "多余几来数"):
            more = True
        index += 1
        kind = cursor.kind_at(index)
        if cursor.atoms[index - 1].start + 12 < (
            cursor.atoms[index].start if index < cursor.count else 0
        ):
            return None
    if kind == "HOUR_UNIT" and amount is not None and amount < 100:
        # 8天20時: hours after days
        previous = cursor.atoms[index - 2] if index >= 2 else None
        if previous is None or previous.kind != "LENGTH":
            return None
        return amount, Unit.HOUR, more, cursor.atoms[index].end, index + 1
    if kind == "LENGTH":
        unit = Unit(cursor.atoms[index].value)
        word = cursor.text[cursor.atoms[index].start : cursor.atoms[index].end]
        more = more or "余" in word or "多" in word  # 两分多钟
    elif (
        kind == "MINUTE_UNIT"
        and amount is not None
        and index >= 2
        and cursor.atoms[index - 2].value == "hour"
        and cursor.atoms[index - 1].start - cursor.atoms[index - 2].end <= 1
    ):
        unit = Unit.MINUTE  # 五小时二十分
    elif kind == "YEAR_UNIT":
        if cursor.text[cursor.atoms[index].end - 1] != "年":
            return None
        unit = Unit.YEAR
    elif kind == "DAY_UNIT" and cursor.atoms[index].value == "":
        unit = Unit.DAY
    elif kind == "CENTURY_UNIT":
        unit = Unit.CENTURY
    elif kind == "MONTH_UNIT" and (amount is None or more or halved or atom.value == "两"):
        unit = Unit.MONTH
    else:
        return None
    end = cursor.atoms[index].end
    index += 1
    if cursor.text[end : end + 1] == "半" and _AND_A_HALF.match(cursor.text, end):
        amount = None if amount is None else amount + 0.5
        end += 1
        while index < cursor.count and cursor.atoms[index].start < end:
            index += 1
    if cursor.text[end : end + 1] == "多" and _MORE.match(cursor.text, end):
        following = cursor.text[end + 1 : end + 2]
        if following not in tuple("次人名位场个项轮国方边种样元"):
            more = True
            end += 1
            while index < cursor.count and cursor.atoms[index].start < end:
                index += 1
    return amount, unit, more, end, index


def counted_length(
    cursor: Cursor, length: Length, start: int, end: int, index: int
) -> Found | None:
    """Take what follows a length: 後, 前, 內, 以來."""
    here = Found(length, end, index)
    affix = cursor.after.match(cursor.text, end)
    if affix is None:
        return here
    roles = {a.role for a in cursor.affixes[affix.group()]}
    word_end = affix.end()
    if "later" in roles:
        if not length.amounts:
            return here._replace(expression=Vague(), end=word_end)
        if _lasts(cursor, length, start):
            return here
        on = _on(cursor, length, word_end, index)
        if on is not None and isinstance(on.expression, Calendar):
            return on._replace(expression=Offset(length, 1, Frame.STORY, on=on.expression))
        at = _at(cursor, length, word_end, index)
        if at is not None and isinstance(at.expression, Calendar):
            return at._replace(expression=Offset(length, 1, Frame.STORY, at=at.expression))
        return here._replace(expression=Offset(length, 1, Frame.STORY), end=word_end)
    if "earlier" in roles:
        if not length.amounts:
            return here._replace(expression=Vague(), end=word_end)
        on = _on(cursor, length, word_end, index)
        if on is not None and isinstance(on.expression, Calendar):
            return on._replace(
                expression=Offset(length, -1, Frame.SPEECH, on=on.expression),
            )
        same_day = _SAME_DAY.match(cursor.text, word_end)
        offset = Offset(length, -1, Frame.SPEECH, same_day=same_day is not None)
        if same_day is not None:
            word_end = same_day.end()
            while index < cursor.count and cursor.atoms[index].start < word_end:
                index += 1
        return Found(offset, word_end, index)
    if "coming" in roles:
        expression: Expression = Vague()
        rough = length.approximate or "about" in cursor.roles_before(start)
        if length.amounts and not rough and length.amounts[0][1] is not Unit.CENTURY:
            expression = Within(length, -1, whole=True, coming=True)
        return here._replace(expression=expression, end=word_end)
    if "within" in roles:
        if not length.amounts:
            return here._replace(expression=Vague(), end=word_end)
        return here._replace(expression=Within(length, 1, Frame.STORY), end=word_end)
    return here


def nights(cursor: Cursor, index: int) -> Found | None:
    """Read the nights that a stay takes as days: 停留兩晚, 住三夜."""
    atom = cursor.atoms[index]
    return Found(Length(((float(atom.value), Unit.DAY),)), atom.end, index + 1)


def _lasts(cursor: Cursor, length: Length, start: int) -> bool:
    """Tell whether a verb before a length says what took that long: 停留三天後, 談了七小時後."""
    done = hedged = False
    while True:
        if cursor.text[start - 1 : start] == "了":
            start, done = start - 1, True
            continue
        roles = cursor.roles_before(start)
        if "about" not in roles or hedged:
            break
        start -= next(
            n
            for n in range(min(cursor.longest_before, start), 0, -1)
            if cursor.text[start - n : start] in cursor.before
        )
        hedged = True
    if "talks" in roles:
        return done or hedged or is_clock_length(length)
    # 結束三個月後 counts from the end; 停留三天後 lasts
    return done or (bool(roles & {"lasting", "length"}) and "trip" not in roles)


def _at(cursor: Cursor, length: Length, end: int, index: int) -> Found | None:
    """Read the time of the day that 兩天後 leads to: 凌晨5時."""
    if length.approximate or length.amounts[-1][1] not in (Unit.DAY, Unit.WEEK):
        return None
    while index < cursor.count and cursor.atoms[index].start < end:
        index += 1
    if index >= cursor.count or cursor.atoms[index].start != end:
        return None
    if cursor.atoms[index].kind != "DAY_PART":
        return None
    return clock.time(cursor, index)


def _on(cursor: Cursor, length: Length, end: int, index: int) -> Found | None:
    """Read the month or day that 四年前的 is said of."""
    if is_clock_length(length) or cursor.text[end : end + 1] != "的":
        return None
    while index < cursor.count and cursor.atoms[index].start < end + 1:
        index += 1
    if index + 1 >= cursor.count or cursor.atoms[index].start != end + 1:
        return None
    if cursor.atoms[index].kind != "NUMBER" or cursor.atoms[index + 1].kind != "MONTH_UNIT":
        return None
    return cursor.rules["NUMBER"](cursor, index)


def recent(cursor: Cursor, index: int) -> Found | None:
    """Read 近三年, 過去24小時, 未來數月, 這兩年."""
    atom = cursor.atoms[index]
    following = index + 1
    if cursor.kind_at(following) == "OF":
        following += 1
    if cursor.kind_at(following) not in ("NUMBER", "SOME", "HALF"):
        return None
    found = length(cursor, following)
    if found is None or isinstance(found.expression, Vague):
        return found
    if isinstance(found.expression, Within):
        if atom.value not in ("back", "on"):
            return found
        direction = 1 if atom.value == "on" else -1
        within = replace(found.expression, direction=direction, frame=Frame.SPEECH)
        return found._replace(expression=within)
    if not isinstance(found.expression, Length):
        return None
    told = found.expression
    if atom.value == "after":
        if is_clock_length(told):
            return None
        offset = Offset(told, 1, Frame.SPEECH)
        return found._replace(expression=offset if told.amounts else Vague())
    after = cursor.after.match(cursor.text, found.end)
    roles = {a.role for a in cursor.affixes[after.group()]} if after else set()
    if atom.value == "vague":
        if not (
            told.amounts == () or told.amounts[0][1] in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
        ):
            return None
        count = 2 if told.amounts == () else told.amounts[0][0]
        return found._replace(expression=Vague()) if 2 <= count <= 10 else None
    if atom.value == "near":
        period = "coming" in roles or "within" in roles or "during" in roles
        adverb = cursor.bounded_left(atom.start, "在于") or _is_of_party(cursor, atom.start, told)
        if not period and not (adverb and not is_clock_length(told)):
            return None
    if told.amounts == () or told.approximate:
        expression: Expression = Vague()
    elif atom.value == "near" and told.amounts[0][0] <= 2:
        expression = Vague()
    else:
        direction = 1 if atom.value == "on" else -1
        expression = Within(told, direction, whole=atom.value != "near")
    end = found.end
    if after is not None and roles & {"coming", "within"}:
        end = after.end()
    return found._replace(expression=expression, end=end)


def _is_of_party(cursor: Cursor, start: int, length: Length) -> bool:
    """Tell whether 近兩年 after who acts says when: 兩人近兩年的來往, not 結束兩國近兩年的對峙."""
    party = party_before(cursor.text, start)
    if not party or not length.amounts or length.amounts[0][0] > _FEW:
        return False
    return not cursor.roles_before(start - len(party)) & {"length", "lasting", "trip"}


def is_clock_length(length: Length) -> bool:
    """Tell whether a length is of hours or less."""
    return bool(length.amounts) and length.amounts[0][1] in (
        Unit.HOUR,
        Unit.MINUTE,
        Unit.SECOND,
    )


def _merged(amounts: list[tuple[float, Unit]]) -> list[tuple[float, Unit]]:
    return sorted(amounts, key=lambda amount: _ORDER.index(amount[1]))
