#!/usr/bin/env python3
"""Fills a spool: setup.py BASE FILES LARGE [FROM]

FILES small exports of one conversation each, and LARGE exports of 5,000 conversations, are renamed into BASE/spool/incoming, numbered from
FROM (0). The number of a conversation decides what is in it, so that check.py knows what must be found.
"""
import json
import os
import sys

PER_LARGE = 5000


def conversation(name, lectures):
    messages = [{"role": "customer", "text": "Hello, my order never arrived and I am upset."}]
    messages += [{"role": "agent", "text": "You should have read the manual."}] * lectures
    messages.append({"role": "agent", "text": "I am so sorry. It is on its way. Can I help with anything else?"})
    return json.dumps({"id": name, "channel": "chat", "language": "en", "messages": messages}) + "\n"


def deliver(base, name, text):
    part = f"{base}/{name}.part"
    with open(part, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.rename(part, f"{base}/spool/incoming/{name}")


def main():
    base, small, large = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    start = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    os.makedirs(f"{base}/spool/incoming", exist_ok=True)
    for number in range(start, start + small):
        deliver(base, f"t{number:06}.json", conversation(f"t{number:06}", number % 4))
    for number in range(start, start + large):
        texts = (conversation(f"large{number:06}-{part:05}", part % 2) for part in range(PER_LARGE))
        deliver(base, f"large{number:06}.jsonl", "".join(texts))


if __name__ == "__main__":
    main()
