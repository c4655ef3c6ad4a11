"""The table: a row for each bar, with lines of figures."""
import unicodedata

HEAD = ("work", "our figure", "limit or peer, same run", "ratio", "bar", "met")


class Line:
    """One figure, what it is held against, and the bar if it has one."""

    def __init__(self, figure, peer="", ratio=None, bar="", met=None, **values):
        self.figure, self.peer, self.bar, self.met = figure, peer, bar, met
        self.ratio = ratio
        self.values = values

    def cells(self):
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}" if self.ratio >= 0.1 else f"{self.ratio:.3f}"
        met = "" if self.met is None else "yes" if self.met else "no"
        return (self.figure, self.peer, ratio, self.bar, met)


class Row:
    """One piece of work."""

    def __init__(self, name, work, lines, note=""):
        self.name, self.work, self.lines, self.note = name, work, lines, note
        # How many processors others used meanwhile, and how long it took.
        self.others = self.seconds = 0.0

    def json(self):
        lines = [
            {"figure": line.figure, "peer": line.peer, "ratio": line.ratio, "bar": line.bar, "met": line.met, **line.values}
            for line in self.lines
        ]
        took = {"others": round(self.others, 2), "seconds": round(self.seconds, 1)}
        return {"row": self.name, "work": self.work, "lines": lines, "note": self.note, **took}


def text(rows):
    """The rows as a table of columns for people."""
    cells = [HEAD]
    for row in rows:
        cells += [((row.work if index == 0 else ""), *line.cells()) for index, line in enumerate(row.lines)]
        if not row.lines:
            cells.append((row.work, "not measured", "", "", "", ""))
    widths = [max(width(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = [" │ ".join(padded(cell, widths[column]) for column, cell in enumerate(line)).rstrip() for line in cells]
    lines.insert(1, "─┼─".join("─" * columns for columns in widths))
    return "\n".join(lines + notes(rows)) + "\n"


def notes(rows):
    """What is to be said of rows beside their figures."""
    said = [f"{row.name}: {row.note}" for row in rows if row.note]
    said += [
        f"{row.name}: others used {row.others:.1f} processors meanwhile; times on the wall are worse for it"
        for row in rows if row.others >= 0.2
    ]
    return ["", *said] if said else []


def padded(cell, columns):
    return cell + " " * (columns - width(cell))


def width(cell):
    return sum(0 if unicodedata.combining(sign) else 1 for sign in cell)
