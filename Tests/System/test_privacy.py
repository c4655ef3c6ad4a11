"""Addresses and numbers of customers stay in the exports: no log, no status and no file of the daemon repeats them."""
import json

from exports import deliver
from service import INCOMING

EACH = 334


def luhn(digits):
    """A number whose last digit makes it one of a card."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    total = sum(number // 10 + number % 10 for number in doubled)
    return digits + str(-total % 10)


def spaced(number):
    return " ".join(number[start:start + 4] for start in range(0, len(number), 4))


MAILS = [f"maria.lopez{number}@mail{number % 7}.example.com" for number in range(EACH)]
PHONES = [f"+49 30 {5550000 + 13 * number}" for number in range(EACH)]
CARDS = [spaced(luhn(f"4111{number:011}")) for number in range(7, 7 + EACH)]
CANARIES = [*MAILS, *PHONES, *CARDS]


def conversation(number, mail, phone, card):
    """What the shipped rules find repeats what the agent said, numbers and all. Some are broken, where the canary is what is wrong."""
    customer = {"role": "customer", "text": f"This is the third time that I write, I'm fed up! I am at {mail}, {phone}, {card}."}
    agent = {"role": "agent", "author": "Dana", "text": f"What is your order number, {mail}, or is it {card} or {phone}?"}
    export = {"id": f"c{number}", "channel": "chat", "language": "en", "messages": [customer, agent]}
    if number % 10 == 0:
        agent["role"] = mail
    elif number % 10 == 1:
        customer["text"], customer[card] = 5, phone
    elif number % 10 == 2:
        export["channel"] = f"{phone} {card}"
    text = json.dumps(export)
    return text.replace('"messages"', f"{mail} {phone} {card}") if number % 10 == 3 else text


def drop_canaries(machine):
    for number, canary in enumerate(zip(MAILS, PHONES, CARDS)):
        deliver(machine.path(INCOMING), f"c{number}.json", conversation(number, *canary), sync=False)


def found(text):
    """The canaries in a text, however their numbers are spaced."""
    bare = text.replace(" ", "")
    return [canary for canary in CANARIES if canary.replace(" ", "") in bare]


def everything(machine, *folders):
    """All bytes of the files of some folders."""
    return machine.run("find", *folders, "-type", "f", "-exec", "cat", "{}", "+").stdout


def all_seen(service):
    return len(service.records("transcript")) + len(service.records("rejected")) >= EACH


def test_nothing_repeats_them(service, machine):
    """A thousand of them, in words that findings quote and in mistakes that refusals explain; it crashes in the midst of it, too."""
    service.may_say("status=6/ABRT", "Failed with result 'signal'")
    service.start()
    drop_canaries(machine)
    service.wait_for(lambda: service.count("done") > 20, "nothing is done")
    service.kill("ABRT")
    service.wait_for(lambda: all_seen(service), "not all is linted")
    quotes = [record["at"]["quote"] for record in service.records("finding")]
    assert any("[e-mail]" in quote and "[card" in quote and "[phone]" in quote for quote in quotes), "no quote has had a canary"
    assert service.records("rejected"), "no refusal has had a canary"
    machine.settle_journal()
    places = {
        "the journal": machine.run("journalctl", "-o", "export", "--all").stdout,
        "the status line": service.show("StatusText"),
        "the state": everything(machine, "/var/lib/tact"),
        "the findings log": everything(machine, "/var/log/tact"),
        "core dumps and the like": everything(machine, "/var/lib/systemd", "/var/tmp", "/tmp", "/run/systemd"),
    }
    assert {place: found(text) for place, text in places.items() if found(text)} == {}


def test_the_search_finds_them(service, machine):
    """With quotes in full they are in the log and in the daemon's own journal: the test above would see them."""
    machine.write("/etc/tact/tactd.json", '{"quotes": "full"}')
    service.start()
    drop_canaries(machine)
    service.wait_for(lambda: all_seen(service), "not all is linted")
    assert len(found(everything(machine, "/var/log/tact"))) > EACH
    assert found(everything(machine, "/var/lib/tact"))
