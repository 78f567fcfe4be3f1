"""What a terminal shows of a program's output: as much of an xterm as the measured programs use."""

import codecs
import re
import unicodedata

from pseudo_terminal import COLUMNS, ROWS

_SEQUENCE = re.compile(
    r"\x1b\[(?P<mark>[<-?]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-OQ-Z\\^-~]"
)
_BLANK = (" ", False)


class Screen:
    """Cells with their character and whether it stands in reverse video, and the cursor."""

    def __init__(self):
        self.x, self.y, self.reverse = 0, 0, False
        self.cells = [[_BLANK] * COLUMNS for _ in range(ROWS)]
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._last = " "
        self._top, self._bottom = 0, ROWS

    def row(self, y):
        return "".join(character for character, _ in self.cells[y]).rstrip()

    @property
    def text(self):
        return "\n".join(self.row(y) for y in range(ROWS))

    @property
    def reversed_cells(self):
        """All cells in reverse video: where they stand and what stands in them."""
        return [(x, y, cell[0]) for y, row in enumerate(self.cells) for x, cell in enumerate(row) if cell[1]]

    def feed(self, chunk):
        text = self._rest + self._decoder.decode(chunk)
        position = 0
        while position < len(text):
            character = text[position]
            if character != "\x1b":
                self._control(character) if character < " " or character == "\x7f" else self._write(character)
                position += 1
                continue
            match = _SEQUENCE.match(text, position)
            if not match:
                # The rest of the sequence comes with the next chunk.
                break
            position = match.end()
            if match["final"] and not match["mark"]:
                self._sequence(match["final"], [int(n or 0) for n in re.split("[;:]", match["numbers"])])
            elif match["final"] in ("h", "l") and match["numbers"] == "1049":
                self._erase(0, ROWS * COLUMNS)
            elif match[0] == "\x1bM":
                self.y = max(0, self.y - 1)
        self._rest = text[position:]

    def _write(self, character):
        if unicodedata.combining(character):
            return
        if self.x >= COLUMNS:
            self.x = 0
            self._line_feed()
        self.cells[self.y][self.x] = (character, self.reverse)
        self._last = character
        self.x += 2 if unicodedata.east_asian_width(character) in "WF" else 1

    def _control(self, character):
        if character == "\r":
            self.x = 0
        elif character == "\n":
            self._line_feed()
        elif character == "\b":
            self.x = max(0, min(self.x, COLUMNS - 1) - 1)
        elif character == "\t":
            self.x = min(COLUMNS - 1, self.x // 8 * 8 + 8)

    def _line_feed(self):
        if self.y + 1 == self._bottom:
            self.cells.insert(self._bottom, [_BLANK] * COLUMNS)
            del self.cells[self._top]
        else:
            self.y = min(ROWS - 1, self.y + 1)

    def _erase(self, start, end):
        for index in range(max(0, start), min(end, ROWS * COLUMNS)):
            self.cells[index // COLUMNS][index % COLUMNS] = _BLANK

    def _sequence(self, final, numbers):
        first = numbers[0]
        count = max(1, first)
        here = self.y * COLUMNS + min(self.x, COLUMNS - 1)
        line = self.y * COLUMNS
        if final in "Hf":
            self.y = min(count, ROWS) - 1
            self.x = min(max(1, numbers[1]) if len(numbers) > 1 else 1, COLUMNS) - 1
        elif final in "ABCDGd":
            self.y = min(max(0, {"A": self.y - count, "B": self.y + count, "d": count - 1}.get(final, self.y)), ROWS - 1)
            self.x = min(max(0, {"C": self.x + count, "D": self.x - count, "G": count - 1}.get(final, self.x)), COLUMNS - 1)
        elif final == "J":
            self._erase(*[(here, ROWS * COLUMNS), (0, here + 1), (0, ROWS * COLUMNS)][min(first, 2)])
        elif final == "K":
            self._erase(*[(here, line + COLUMNS), (line, here + 1), (line, line + COLUMNS)][min(first, 2)])
        elif final == "X":
            self._erase(here, min(here + count, line + COLUMNS))
        elif final == "b":
            for _ in range(count):
                self._write(self._last)
        elif final in "@P":
            row = self.cells[self.y]
            added = [_BLANK] * min(count, COLUMNS - self.x)
            if final == "@":
                row[self.x:self.x] = added
                del row[COLUMNS:]
            else:
                del row[self.x:self.x + len(added)]
                row += added
        elif final in "LM":
            for _ in range(min(count, self._bottom - self.y)):
                source, target = (self._bottom - 1, self.y) if final == "L" else (self.y, self._bottom - 1)
                del self.cells[source]
                self.cells.insert(target, [_BLANK] * COLUMNS)
        elif final == "r":
            self._top, self._bottom = count - 1, numbers[1] if len(numbers) > 1 and numbers[1] else ROWS
            self.x = self.y = 0
        elif final == "m" and not any(number in (38, 48) for number in numbers):
            for number in numbers:
                self.reverse = True if number == 7 else False if number in (0, 27) else self.reverse
        elif final == "m":
            # Only what stands before a colour of several numbers is of interest.
            self._sequence("m", numbers[:next(i for i, n in enumerate(numbers) if n in (38, 48))] or [1])
