"""Conversations that read like support from afar, made of the project's own examples and words; the same for the same seed.

A word follows another as in the examples of the rules; now and then comes a word that no rule asks for, by Zipf's law, as most words of
real conversations are. README.md says how that compares with real text.
"""
import bisect
import csv
import itertools
import json
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

# How often a word comes from the long tail instead of the chain of examples, and how often from the plain words of the documentation.
TAIL = 0.19
PLAIN = 0.02
# Words of the tail that are made up, and how fast their frequency falls.
TAIL_WORDS = 40_000
TAIL_EXPONENT = 0.75
SYLLABLES = (
    "ba be bra cal co cra de di do dra el en fa fin fo ga gen gli ha hel in jo ka kel la li lor ma men mi mo na nel no or pa pel qui ra "
    "rin ro sa sen sha si so sta ta ten ti tor tri u val ven vi wel win xa yo zen"
).split()
NAMES = "Maria Kim Olu Dana Priya Tom Noor Sven Helen Rosa Felix Wen Leo Mia Yuki Ben Ada Ines Omar Lena".split()
EMOJI = ["😀", "😡", "🙏", "👍", ":(", ":)", "!!", "??", "…"]


class Chain:
    """What word follows what in some sentences."""

    def __init__(self):
        self.starts = []
        self.next = {}

    def add(self, text):
        words = text.split()
        for word, following in zip(words, words[1:]):
            self.next.setdefault(word, []).append(following)
        if words:
            self.starts.append(words[0])
        # After the end of a sentence another may begin.
        for word, following in zip(words, words[1:]):
            if word[-1] in ".!?":
                self.starts.append(following)


def examples():
    """Role and text of the messages in the examples of all packs and in the samples."""
    folder = f"{ROOT}/rules"
    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                rules = json.load(file).get("rules", {})
            for rule in rules.values():
                yield from rule_examples(rule.get("examples", {}))
    with open(f"{ROOT}/Tests/Fixtures/samples/airline-chats.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["role"], row["text"]


def rule_examples(examples):
    """The messages of a rule's examples; of the bad ones what the customers say, as few agents are as bad as that."""
    for kind, conversations in examples.items():
        said = (message(text) for conversation in conversations for text in lines(conversation))
        yield from (spoken for spoken in said if kind == "good" or spoken[0] == "customer")


def lines(conversation):
    turns = conversation if isinstance(conversation, list) else conversation.get("messages", [])
    return [turn for turn in turns if isinstance(turn, str)]


def message(text):
    role = "customer" if text.startswith("C") else "agent"
    return role, re.sub(r"^\w+[^:]{0,20}: ", "", text).replace("[[", "").replace("]]", "")


def plain_words():
    """Words of the documentation, as often as they are there: English that is no support."""
    words = []
    for path in ("README.md", "CONTRIBUTING.md", "rules/README.md", "Tests/Faults/README.md", "systemd/README.md"):
        with open(f"{ROOT}/{path}", encoding="utf-8") as file:
            prose = re.sub(r"```.*?```|`[^`]*`|\|", " ", file.read(), flags=re.DOTALL)
        words += re.findall(r"(?<!\S)[A-Za-z][a-z]+[,.]?(?!\S)", prose)
    return words


def made_up(chance):
    """A word that nobody knows."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((1, 2, 2, 2, 3, 3, 4))))


class Writer:
    """Writes conversations, one after the other."""

    def __init__(self, seed):
        self.chance = random.Random(f"tact {seed}")
        self.chains = {"customer": Chain(), "agent": Chain()}
        for role, text in examples():
            self.chains.setdefault(role, Chain()).add(text)
        self.plain = plain_words()
        self.tail = [made_up(self.chance) for _ in range(TAIL_WORDS)]
        self.weights = list(itertools.accumulate((rank + 2) ** -TAIL_EXPONENT for rank in range(TAIL_WORDS)))
        self.count = 0

    def rare(self):
        chance = self.chance
        kind = chance.random()
        if kind < 0.86:
            return self.tail[bisect.bisect(self.weights, chance.random() * self.weights[-1])]
        if kind < 0.90:
            return chance.choice(NAMES)
        if kind < 0.94:
            return f"{chance.choice('ABKX')}{chance.choice('XQ')}-{chance.randrange(1000, 99999)}"
        if kind < 0.96:
            return f"https://{made_up(chance)}.example/{made_up(chance)}"
        if kind < 0.98:
            return f"@{made_up(chance)}"
        return chance.choice(EMOJI)

    def misspelt(self, word):
        place = self.chance.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1:]

    def text(self, role, words):
        """A message of about so many words, which ends with a sentence where it can."""
        chance, chain = self.chance, self.chains[role]
        written, word = [], chance.choice(chain.starts)
        while True:
            draw = chance.random()
            if draw < TAIL:
                written.append(self.rare())
            elif draw < TAIL + PLAIN:
                written.append(chance.choice(self.plain))
            else:
                written.append(self.misspelt(word) if len(word) > 7 and chance.random() < 0.02 else word)
                following = chain.next.get(word)
                word = chance.choice(following) if following else chance.choice(chain.starts)
            if len(written) >= words and (written[-1][-1] in ".!?" or len(written) > words + 12):
                return " ".join(written)

    def messages(self, count):
        """So many messages, customers and agents in turns."""
        role = "customer"
        messages = []
        for _ in range(count):
            words = max(1, int(self.chance.lognormvariate(2.6, 0.95)))
            messages.append({"role": role, "author": None, "time": None, "text": self.text(role, words)})
            if self.chance.random() < 0.75:
                role = "agent" if role == "customer" else "customer"
        return messages

    def conversation(self):
        self.count += 1
        size = 2 + min(60, int(self.chance.lognormvariate(0.8, 0.9)))
        return {"id": f"c{self.count:07}", "channel": self.chance.choice(("chat", "email", "chat", "web")), "messages": self.messages(size)}


def generated(size, seed=7):
    """Conversations of about so many bytes as JSON lines."""
    writer = Writer(seed)
    made, bytes_made = [], 0
    while bytes_made < size:
        conversation = writer.conversation()
        bytes_made += len(json.dumps(conversation, ensure_ascii=False).encode()) + 1
        made.append(conversation)
    return made


def read(path):
    """The conversations of a JSON-lines file of transcripts, whose messages may be put together anew."""
    with open(path, encoding="utf-8") as file:
        conversations = [json.loads(line) for line in file if line.strip()]
    for conversation in conversations:
        for message in conversation["messages"]:
            message.pop("index", None)
    return conversations
