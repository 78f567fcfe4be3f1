"""What the long tests share: the program in a terminal of its own, what must hold at its end, and the report."""

from .modes import Modes
from .part import Part, root
from .terminal import (TICKS, Terminal, broken_lines, children_of, descendants, leftovers, own_memory, records, resident,
                       stat_of)

__all__ = ["Modes", "Part", "TICKS", "Terminal", "broken_lines", "children_of", "descendants", "leftovers", "own_memory",
           "records", "resident", "root", "stat_of"]
