"""The exports that fault tests drop into a spool, and what must be found in them."""
import json
import os

# Conversations in a large export, which tactd reads in slices.
PER_LARGE = 5000


def conversation(name, lectures):
    """One line of tact's own format, in which rules.json finds `lectures` findings."""
    messages = [{"role": "customer", "text": "Hello, my order never arrived and I am upset."}]
    messages += [{"role": "agent", "text": "You should have read the manual."}] * lectures
    messages.append({"role": "agent", "text": "I am so sorry. It is on its way. Can I help with anything else?"})
    return json.dumps({"id": name, "channel": "chat", "language": "en", "messages": messages}) + "\n"


class Exports:
    """Numbered exports; the number of one decides what is in it. `small` hold one conversation each, `large` `per_large`."""

    def __init__(self, small, large=0, start=0, per_large=PER_LARGE):
        self.small = range(start, start + small)
        self.large = range(start, start + large)
        self.per_large = per_large

    def __len__(self):
        return len(self.small) + len(self.large)

    def files(self):
        """Name and content of each file."""
        for number in self.small:
            yield f"t{number:06}.json", conversation(f"t{number:06}", number % 4)
        for number in self.large:
            texts = (conversation(f"large{number:06}-{part:05}", part % 2) for part in range(self.per_large))
            yield f"large{number:06}.jsonl", "".join(texts)

    def findings(self):
        """How many findings each conversation must have, by its id."""
        expected = {f"t{number:06}": number % 4 for number in self.small}
        for number in self.large:
            expected.update({f"large{number:06}-{part:05}": part % 2 for part in range(self.per_large)})
        return expected

    def deliver(self, incoming, sync=True):
        """Renames the files into a folder, as a careful exporter does."""
        for name, text in self.files():
            deliver(incoming, name, text, sync)


def deliver(incoming, name, text, sync=True):
    part = f"{incoming}/.{name}.part"
    with open(part, "w", encoding="utf-8") as file:
        file.write(text)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    os.rename(part, f"{incoming}/{name}")
