#!/usr/bin/env python3
"""Write the tables of pass.c: the automaton that passes over expressions without a tree.

usage: make_automaton.py OUTPUT

A state says what is known of the innermost bracket, or of what stands outside of all, and what
came last in it. A step is what a token does there; those that it knows are a part of what
expressions.c takes.
"""
import collections
import sys

SIGNS = """NAME LIVE ATOM STRING FIELDS OPEN OPEN_SQUARE OPEN_BRACE CLOSE CLOSE_SQUARE CLOSE_BRACE
COMMA COLON DOT ASSIGN AUGMENT SUM STAR STARS PRODUCT ORDER IN IS NOT BOOLEAN AWAIT IF ELSE FOR LINE
UNKNOWN OTHER""".split()
# What is done besides going to the next state: nothing, for most.
OPS = """GO COUNT OPEN CLOSE DONE FAIL LIVE LIVE_ALONE LIVE_GIVEN LIVE_ATTRIBUTE FIELDS FOR""".split()
INNER = {"OPEN": "parentheses", "OPEN_SQUARE": "square", "OPEN_BRACE": "braces"}
CLOSING = {"arguments": "CLOSE", "parentheses": "CLOSE", "square": "CLOSE_SQUARE",
           "subscript": "CLOSE_SQUARE", "braces": "CLOSE_BRACE", "set": "CLOSE_BRACE",
           "dict": "CLOSE_BRACE"}
# Outside of brackets: an expression, one with commas, a statement; of a statement what is after an
# equals sign, an annotation, and what is assigned to no more names.
TOPS = ("one", "list", "statement", "given", "annotation", "last", "last_list")
WANT = ("begin", "any", "signs", "none", "is", "colon")

State = collections.namedtuple("State", (
    "kind",
    "at",       # "begin", "any", "signs", "none": an operand is wanted, and what may be before it;
                # "on": it was read, "string", "name": it is one alone; "dot", "is", "not", "colon":
                # these were
    "alone",    # no `for` may follow
    "choice",   # between `if` and `else`
    "clause",   # after a `for`
    "value",    # of a pair, or no pair
    "starred",  # `**a`, which takes operators alone
    "colons",   # of a slice
    "targets",  # all elements before can be assigned to
    "comma",    # there was one
    "target",   # the element can be: "yes"; "call": if something is taken of it; "no"
    "given",    # it begins behind an equals sign
))


def begin(kind, **more):
    state = State(kind, "begin", False, False, False, False, False, 0, True, False, "no", False)
    return state._replace(**more)


def tracks(s):
    return s.kind in ("statement", "given")


def want(s, at):
    return s._replace(at=at, target="no", given=False)


def done(s):
    """What comes is no part of the expression."""
    if s.kind not in TOPS or s.choice:
        return "FAIL", s
    return ("DONE" if s.kind in ("one", "list") else "FAIL"), s


def operand(s, name=False, string=False):
    at = "string" if string else "on"
    target = s.target
    if name:
        if s.kind == "arguments" and s.at == "begin":
            at = "name"
        target = "yes" if s.at == "begin" else "no"
    if not tracks(s):
        target = "no"
    return s._replace(at=at, target=target, given=False)


def after_close(s, subscript):
    target = s.target
    if target != "no":
        target = "yes" if subscript else "call"
    return s._replace(at="on", target=target, given=False)


def end_line(s, comma):
    """A line ends outside of brackets."""
    if s.choice:
        return "FAIL", s
    return "DONE", s


def close(s, sign):
    if s.kind in TOPS:
        return done(s)
    if CLOSING[s.kind] != sign or s.choice or (s.kind == "dict" and not s.value and s.at != "begin"):
        return "FAIL", s
    return "CLOSE", s


def assign(s, early=False):
    """An equals sign alone, outside of brackets."""
    if s.kind in ("statement", "given") and not s.choice and s.targets and \
            (early or s.target == "yes"):
        return "GO", begin("given", given=True)
    if s.kind == "annotation" and not s.choice:
        return "GO", begin("last_list", given=True)
    return done(s)


def is_single_target(s):
    return s.kind == "statement" and not s.choice and s.targets and not s.comma and \
        s.target == "yes"


def step_wanted(s, sign):
    """An operand is wanted."""
    begins = s.at == "begin"
    if s.at == "colon" and sign in ("COLON", "COMMA", "CLOSE_SQUARE"):
        return step_on(s._replace(at="on"), sign)
    if sign == "NAME":
        return "GO", operand(s, name=True)
    if sign == "LIVE":
        if begins and s.kind == "parentheses":
            return "LIVE_ALONE", operand(s, name=True)
        return ("LIVE_GIVEN" if s.given else "LIVE"), operand(s, name=True)
    if sign == "ATOM":
        return "GO", operand(s)
    if sign == "STRING":
        return "GO", operand(s, string=True)
    if sign == "FIELDS":
        return "FIELDS", operand(s)
    if sign in INNER:
        return "OPEN", begin(INNER[sign])
    if sign in ("NOT", "SUM", "AWAIT"):
        if s.at == "none":
            return "FAIL", s
        if sign == "NOT":
            if s.at == "is":
                return "GO", want(s, "signs")
            if s.at == "signs":
                return "FAIL", s
            return "COUNT", want(s, "any")
        return "COUNT", want(s, "none" if sign == "AWAIT" else "signs")
    if sign in ("STAR", "STARS") and begins:
        if s.kind == "arguments":
            return "GO", want(s, "any")._replace(alone=True)
        if sign == "STARS" and s.kind in ("braces", "dict"):
            return "GO", want(s, "signs")._replace(kind="dict", starred=True, value=True)
        return "FAIL", s
    if begins and sign == "COLON" and s.kind == "subscript":
        return step_on(s, sign)
    if begins and sign.startswith("CLOSE") and s.kind not in TOPS:
        if s.kind == "subscript" and not s.comma:
            return "FAIL", s
        return close(s, sign)
    if begins and s.kind in TOPS and s.comma:
        if sign == "LINE":
            return end_line(s, True)
        if sign == "ASSIGN":
            return assign(s, early=True)
    return "FAIL", s


def comma(s):
    if s.kind in ("one", "annotation", "last"):
        return done(s)
    if s.choice or s.clause or (s.kind == "dict" and not s.value):
        return "FAIL", s
    kind = "set" if s.kind == "braces" else s.kind
    targets = s.targets and (s.target == "yes" or not tracks(s))
    after = begin(kind, alone=True, targets=targets, comma=kind in TOPS or kind == "subscript")
    return "GO", after


def colon(s):
    if s.kind in TOPS:
        if is_single_target(s):
            return "GO", begin("annotation")
        return done(s)
    if s.choice or s.clause:
        return "FAIL", s
    if s.kind == "subscript":
        if s.colons == 2:
            return "FAIL", s
        return "GO", want(s, "colon")._replace(colons=s.colons + 1)
    if s.kind not in ("braces", "dict") or s.value:
        return "FAIL", s
    return "GO", want(s, "any")._replace(kind="dict", value=True)


def step_for(s):
    if s.kind in TOPS:
        return done(s)
    if s.alone or s.choice or s.starred or s.kind in ("subscript", "set") or \
            (s.kind == "dict" and not s.value):
        return "FAIL", s
    return "FOR", want(s, "any")._replace(clause=True)


def step_on(s, sign):
    """An operand was read."""
    if sign in ("STRING", "FIELDS") and s.at == "string":
        return ("GO", s) if sign == "STRING" else ("FIELDS", s._replace(at="on"))
    if sign == "DOT":
        return "GO", s._replace(at="dot")
    if sign == "OPEN":
        return "OPEN", begin("arguments")
    if sign == "OPEN_SQUARE":
        return "OPEN", begin("subscript")
    if sign.startswith("CLOSE"):
        return close(s, sign)
    if sign == "COMMA":
        return comma(s)
    if sign == "COLON":
        return colon(s)
    if sign == "ASSIGN":
        if s.kind in TOPS:
            return assign(s)
        if s.at != "name":
            return "FAIL", s
        return "GO", want(s, "any")._replace(alone=True)
    if sign == "AUGMENT":
        if is_single_target(s):
            return "GO", begin("last_list")
        return done(s)
    if sign == "LINE" and s.kind in TOPS:
        return end_line(s, False)
    if sign in ("SUM", "STAR", "PRODUCT"):
        return "GO", want(s, "signs")
    if sign == "STARS":
        return "COUNT", want(s, "signs")
    if sign in ("ORDER", "IN", "IS", "NOT", "BOOLEAN", "IF") and s.starred:
        return "FAIL", s
    if sign in ("ORDER", "IN"):
        return "GO", want(s, "signs")
    if sign == "IS":
        return "GO", want(s, "is")
    if sign == "NOT":
        return "GO", want(s, "not")
    if sign == "BOOLEAN":
        return "GO", want(s, "any")
    if sign == "IF":
        if s.choice:
            return "FAIL", s
        return "GO", want(s, "any")._replace(choice=not s.clause)
    if sign == "ELSE":
        if not s.choice:
            return "FAIL", s
        return "COUNT", want(s, "any")._replace(choice=False)
    if sign == "FOR":
        return step_for(s)
    return ("FAIL", s) if sign == "UNKNOWN" else done(s)


def step(s, sign):
    if sign == "LINE" and s.kind not in TOPS:
        return "GO", s
    if s.at == "dot":
        if sign not in ("NAME", "LIVE"):
            return "FAIL", s
        target = "yes" if s.target != "no" else "no"
        return "LIVE_ATTRIBUTE" if sign == "LIVE" else "GO", s._replace(at="on", target=target)
    if s.at == "not":
        return ("GO", want(s, "signs")) if sign == "IN" else ("FAIL", s)
    return step_wanted(s, sign) if s.at in WANT else step_on(s, sign)


def explore(starts):
    """All states in the order in which they are found, and what each token does there."""
    rows, number = [], {}

    def known(s):
        if s not in number:
            number[s] = len(number)
            todo.append(s)
        return number[s]

    todo = collections.deque()
    for s in starts:
        known(s)
    while todo:
        s = todo.popleft()
        row = []
        for sign in SIGNS:
            op, after = step(s, sign)
            row.append((op, 0 if op in ("CLOSE", "DONE", "FAIL") else known(after)))
        opens = any(op == "OPEN" for op, _ in row)
        closed = [known(after_close(s, subscript)) if opens else 0 for subscript in (False, True)]
        rows.append((row, closed))
    return rows


def merged(rows, starts):
    """The same with one state for all that do the same; the first few are left apart."""
    group = {i: min(i, starts) for i in range(len(rows))}
    while True:
        seen, after = {}, {}
        for i, (row, closed) in enumerate(rows):
            what = (min(i, starts), tuple((op, group[to]) for op, to in row),
                    tuple(group[to] for to in closed))
            after[i] = seen.setdefault(what, len(seen))
        if len(seen) == len(set(group.values())):
            break
        group = after
    kept = {}
    for i, (row, closed) in enumerate(rows):
        kept.setdefault(after[i], ([(op, after[to]) for op, to in row], [after[to] for to in closed]))
    return [kept[i] for i in range(len(kept))]


def main(output):
    rows = explore([begin("one"), begin("list"), begin("statement")])
    rows = merged(rows, 3)
    assert len(rows) <= 1024
    lines = ["/* Made by make_automaton.py. */"]
    lines += ["enum sign {"] + ["\tSIGN_{},".format(sign) for sign in SIGNS] + ["};"]
    lines += ["enum op {"] + ["\tOP_{},".format(op) for op in OPS] + ["};"]
    lines += ["static const _Alignas(64) uint16_t steps[][{}] = {{".format(len(SIGNS))]
    for row, _ in rows:
        lines.append("\t{ " + ", ".join(str(OPS.index(op) << 10 | to) for op, to in row) + " },")
    lines += ["};", "static const uint16_t closed[][2] = {"]
    for _, closed in rows:
        lines.append("\t{{ {}, {} }},".format(*closed))
    lines += ["};"]
    with open(output, "w", encoding="ascii") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
