"""What the bytes that a program wrote have done to the terminal, and whether each of them is one that it may write."""

import functools
import re
import subprocess
import sys
import unicodedata

# What never comes from us: keys to the right-to-left ordering of text, and tags that nobody sees.
HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")

# Private modes that are off in an ordinary terminal, and those that are on.
OFF = (1, 9, 47, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 1047, 1049, 2004, 2026)
ON = (7, 25)

# What the program writes beside what terminfo names: bracketed paste, the mouse, synchronized output, and the questions
# for it, for the background's colour, for the cursor's place and for the terminal's kind, whose answers come as keys.
OWN = {"CSI ?2004h", "CSI ?2004l", "CSI ?1000h", "CSI ?1000l", "CSI ?1002h", "CSI ?1002l", "CSI ?1006h", "CSI ?1006l",
       "CSI ?2026h", "CSI ?2026l", "CSI ?2026$p", "OSC 11;?",
       "CSI 6n", "CSI c"}

# What the guard writes when it gives the terminal back after a death.
GUARD = {f"CSI ?{mode}l" for mode in (1, 9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1049, 2004, 2026)} | {
    "CSI ?7h", "CSI ?25h", "CSI ?0c", "CSI 4l", "CSI m", "CSI r", "CSI J", "CSI H", "ESC 7", "ESC 8", "ESC >", "ESC (B",
    "C0 0f"}

SEQUENCE = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    rb"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|\x1b(?P<string>[PX^_])[^\x1b]*\x1b\\"
    rb"|\x1b(?P<esc>[ -/]*[0-~])"
    rb"|(?P<c0>[\x00-\x1a\x1c-\x1f\x7f])"
    rb"|(?P<bare>\x1b)")

CAPABILITIES = """bel blink bold cbt civis clear cnorm cr csr cub cub1 cud cud1 cuf cuf1 cup cuu cuu1 cvvis dch dch1 dim
dl dl1 ech ed el el1 enacs home hpa ht ich ich1 il il1 ind indn invis is1 is2 is3 nel op rep rev ri rin ritm rmacs rmam
rmcup rmir rmkx rmso rmul rs1 rs2 sc rc setab setaf sgr sgr0 sitm smacs smam smcup smir smkx smso smul vpa ll""".split()

ASK = """
import curses, sys
curses.setupterm(sys.argv[1])
for name in sys.argv[2:]:
    text = curses.tigetstr(name)
    if text:
        for number in (1, 2, 9, 100):
            try: print(name, curses.tparm(text, *[number] * 9).hex())
            except curses.error: pass
        print(name, text.split(b"%")[0].hex() if name in ("op", "sgr0") else curses.tparm(text).hex())
"""


def shape(match):
    """A sequence by its kind: modes and the like whole, the others without their numbers."""
    if match["csi"] is not None:
        body = match["csi"].decode("latin-1")
        if body[-1] in "hltpcn":
            return f"CSI {body}"
        return "CSI " + "".join(character for character in body if character not in "0123456789;:")
    if match["osc"] is not None:
        return "OSC " + match["osc"].decode("latin-1")
    if match["esc"] is not None:
        return "ESC " + match["esc"].decode("latin-1")
    if match["c0"] is not None:
        return f"C0 {match['c0'][0]:02x}"
    return "ESC alone"


@functools.lru_cache(maxsize=None)
def allowed(term):
    """The shapes that terminfo has for a type of terminal, with ours and the guard's."""
    shapes = {"C0 0a", "C0 0d", "C0 08", "C0 09"} | OWN | GUARD
    asked = subprocess.run([sys.executable, "-c", ASK, term, *CAPABILITIES], capture_output=True, text=True)
    if asked.returncode != 0:
        # A type that is not described is taken for an xterm.
        return allowed("xterm-256color") if term != "xterm-256color" else shapes
    for line in asked.stdout.splitlines():
        _, _, text = line.partition(" ")
        text = re.sub(rb"\$<[0-9.*/]*>", b"", bytes.fromhex(text))
        shapes.update(shape(match) for match in SEQUENCE.finditer(text))
    return shapes


class Modes:
    """Follows the modes of a terminal, sequence by sequence."""

    def __init__(self, term="xterm-256color", rows=24):
        self.term, self.rows = term, rows
        self.private, self.strange = {}, {}
        self.attributes, self.charset, self.shifted = set(), "B", False
        self.region, self.insert, self.keypad = None, False, False
        self.colors, self.other_keys, self.pushed = set(), 0, 0
        self.sets, self.resets = {}, {}
        self.hidden, self.is_utf8 = set(), True
        self.rest = b""

    def resize(self, rows):
        self.rows, self.region = rows, None

    def feed(self, data):
        data, self.rest = self.rest + data, b""
        # CAN takes back what was cut off before it, in the middle of a sequence or a character.
        data = re.sub(rb"(?:\x1b(?:\[[0-?]*)?[ -/]*|[\xc0-\xff][\x80-\xbf]{0,2})?\x18", b"", data)
        # What is cut at the end waits for the rest of it.
        cut = data.rfind(b"\x1b")
        if cut >= 0 and len(data) - cut < 64:
            match = SEQUENCE.match(data, cut)
            if match["bare"] is not None or (match["esc"] and match["esc"][:1] in b"[]PX^_"):
                data, self.rest = data[:cut], data[cut:]
        end = len(data)
        while end > 0 and len(data) - end < 3 and data[end - 1] & 0xC0 == 0x80:
            end -= 1
        if end > 0 and data[end - 1] >= 0xC0 and len(data) - end + 1 < (
                2 if data[end - 1] < 0xE0 else 3 if data[end - 1] < 0xF0 else 4):
            data, self.rest = data[:end - 1], data[end - 1:] + self.rest
        if self.term.startswith("vt52"):
            return
        known = allowed(self.term)
        for match in SEQUENCE.finditer(data):
            kind = shape(match)
            if kind not in known:
                self.strange[kind] = self.strange.get(kind, 0) + 1
            self._take(match)
        self._read(SEQUENCE.sub(b"", data))

    def _read(self, text):
        try:
            text = text.decode()
        except UnicodeDecodeError:
            self.is_utf8 = False
            return
        self.hidden.update(HIDDEN.findall(text))
        if not text.isascii():
            self.hidden.update(c for c in set(text) if unicodedata.category(c) == "Cc")

    def _take(self, match):
        if match["c0"] is not None:
            if match["c0"] in b"\x0e\x0f":
                self.shifted = match["c0"] == b"\x0e"
        elif match["osc"] is not None:
            number = match["osc"].split(b";")[0].decode("latin-1")
            if number in ("4", "10", "11", "12", "52") and not match["osc"].endswith(b"?"):
                self.colors.add(number)
            if number in ("104", "110", "111", "112"):
                self.colors.discard(number[1:].lstrip("0") or number)
        elif match["esc"] is not None:
            body = match["esc"].decode("latin-1")
            if body[0] == "(":
                self.charset = body[1:]
            elif body in "=>":
                self.keypad = body == "="
            elif body == "c":
                self.__init__(self.term, self.rows)
        elif match["csi"] is not None:
            self._take_control(match["csi"].decode("latin-1"))

    def _take_control(self, body):
        final, parameters = body[-1], body[:-1]
        numbers = [int(n) for n in re.findall("[0-9]+", parameters)]
        if final in "hl" and parameters.startswith("?"):
            for number in numbers:
                self.private[number] = final == "h"
                counts = self.sets if final == "h" else self.resets
                counts[number] = counts.get(number, 0) + 1
        elif final in "hl":
            if 4 in numbers:
                self.insert = final == "h"
        elif final == "m" and parameters.startswith(">"):
            self.other_keys = numbers[1] if len(numbers) > 1 else 0
        elif final == "m":
            self._take_attributes(numbers or [0])
        elif final == "r" and not parameters.startswith("?"):
            # Terminals forget it when they change their size.
            self.region = None if numbers[:1] in ([], [1]) and numbers[1:] in ([], [self.rows]) else numbers
        elif final == "u" and parameters[:1] in (">", "<"):
            self.pushed += 1 if parameters[0] == ">" else -(numbers[0] if numbers else 1)

    def _take_attributes(self, numbers):
        ends = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5}, 27: {7}, 28: {8}, 39: {38}, 49: {48}}
        index = 0
        while index < len(numbers):
            number = numbers[index]
            if number == 0:
                self.attributes.clear()
            elif number in ends:
                self.attributes -= ends[number]
            elif number in (38, 48):
                self.attributes.add(number)
                index += 2 if numbers[index + 1:index + 2] == [5] else 4
            elif number in range(30, 38) or number in range(90, 98):
                self.attributes.add(38)
            elif number in range(40, 48) or number in range(100, 108):
                self.attributes.add(48)
            elif number != 10:
                self.attributes.add(number)
            index += 1

    def left_behind(self):
        """INV-T: sentences about each mode that is not as the shell had it."""
        found = [f"mode ?{mode} is left on" for mode in OFF if self.private.get(mode)]
        found += [f"mode ?{mode} is left off" for mode in ON if self.private.get(mode) is False]
        if self.attributes:
            found.append(f"attributes {sorted(self.attributes)} are left on")
        if self.charset != "B" or self.shifted:
            found.append("the character set is not ASCII")
        if self.region:
            found.append(f"the scroll region is left at {self.region}")
        if self.insert:
            found.append("insert mode is left on")
        if self.keypad:
            found.append("the keypad is left in its application mode")
        if self.colors:
            found.append(f"colours were changed: OSC {sorted(self.colors)}")
        if self.other_keys or self.pushed:
            found.append("the keyboard's protocol is left changed")
        if self.rest and self.rest != b"\x1b":
            found.append(f"the output ends in a part of a sequence: {self.rest!r}")
        return found

    def not_allowed(self):
        """INV-B: sentences about what may not be written at all."""
        found = [f"{kind!r} was written {count} times" for kind, count in sorted(self.strange.items())]
        if self.hidden:
            found.append(f"hidden characters were written: {sorted(map(ascii, self.hidden))}")
        if not self.is_utf8:
            found.append("what was written is not UTF-8")
        return found
