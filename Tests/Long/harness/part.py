"""A part of the long tests: its options, its figures, and the line that it ends with."""

import argparse
import os
import sys
import time

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


class Part:
    """Collects what failed and what was measured. `finish` prints one line for a reader and a runner, and exits."""

    def __init__(self, name, summary, *options):
        """An option is its name, its default and its help; a number stays a number."""
        parser = argparse.ArgumentParser(prog=name, description=summary)
        parser.add_argument("--program", metavar="PATH", default=os.environ.get("NEUROTOUR_PROGRAM"),
                            help="the neurotour that is tried; the one in .build, if left out")
        parser.add_argument("--seed", type=int, default=1, help="where the random numbers begin (default: 1)")
        for option, default, text in options:
            parser.add_argument(f"--{option}", type=type(default), default=default, metavar="N",
                                help=f"{text} (default: {default})")
        self.name = name
        self.options = parser.parse_args()
        self.options.program = self._program(self.options.program)
        self.passed, self.failures = 0, []
        self.start = time.monotonic()

    @staticmethod
    def _program(path):
        places = [path] if path else [f"{root}/.build/{kind}/neurotour" for kind in ("release", "debug")]
        for place in places:
            if os.access(place, os.X_OK):
                return os.path.abspath(place)
        print(f"There is no program at {places[-1]}; `swift build` makes it.", file=sys.stderr)
        sys.exit(2)

    def figure(self, text):
        """Prints what was measured."""
        print(f"  {text}", flush=True)

    def check(self, case, problems):
        """Counts a case. Problems is a list of sentences, empty where all is well."""
        if not problems:
            self.passed += 1
            return True
        self.failures.append((case, problems))
        print(f"  FAILED {case}: {'; '.join(problems)}", flush=True)
        return False

    def finish(self):
        seconds = time.monotonic() - self.start
        count = self.passed + len(self.failures)
        word = "failed" if self.failures else "passed"
        print(f"{self.name}: {word}, {self.passed} of {count} cases, {seconds:.0f} s", flush=True)
        sys.exit(1 if self.failures else 0)
