"""Unique personal data: e-mail addresses, card, telephone and account numbers, each of them real by its own rules."""
import re

COUNT = 10_000
KINDS = 4
RUN = re.compile(r"[A-Z0-9][A-Z0-9 ()+/.-]{8,}[0-9]")


def luhn(digits):
    """The digits of a card with its check digit."""
    total = sum(sum(divmod(2 * int(digit), 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def account(number):
    """A German account with its check digits."""
    rest = f"{10_000_000 + number:08}{7_000_000_000 + number * 13:010}"
    return f"DE{98 - int(rest + '131400') % 97:02}{rest}"


def groups(text, size):
    return " ".join(text[start:start + size] for start in range(0, len(text), size))


def canary(number):
    """What is planted, and by which compact form it is found again."""
    kind, spaced = number % KINDS, number // KINDS % 2
    if kind == 0:
        return f"kanari{number:05}@mail{number % 7}.example.com", f"kanari{number:05}"
    if kind == 1:
        card = luhn(f"4{number * 104_729 + 10**13:014}")
        return (groups(card, 4) if spaced else card), card
    if kind == 2:
        digits = f"49{300_000_000 + number * 7919:010}"
        return (f"+{digits[:2]} {digits[2:5]} {digits[5:]}" if spaced else f"+{digits}"), digits
    code = account(number)
    return (groups(code, 4) if spaced else code), code


def planted():
    return [canary(number) for number in range(COUNT)]


KEYS = {key for _, key in planted()}
LENGTHS = sorted({len(key) for key in KEYS})


def found_in(content):
    """The canaries that are in some bytes, however they are grouped there."""
    text = content.decode("latin-1")
    found = set(re.findall(r"kanari\d{5}", text))
    for run in RUN.findall(text):
        compact = re.sub("[^A-Z0-9]", "", run)
        for length in LENGTHS:
            found |= {compact[start:start + length] for start in range(len(compact) - length + 1)} & KEYS
    return found & KEYS
