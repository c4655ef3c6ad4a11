"""Archives, mail, tables, HTML and XML that want more than they are."""
import gzip
import io
import json
import struct
import zipfile
import zlib

from exports import conversation
from hostile import DONE, FAILED, Case
from hostile_text import GOOD, talk

SAID = "You should have read the manual."


def archive(*entries, **more):
    """A zip archive of names and contents."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, **more) as file:
        for name, text in entries:
            file.writestr(name, text)
    return content.getvalue()


def zeros(size):
    """So many zeros, deflated, without having them all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def one_record(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [(GOOD[:-2] + ', "x": "').encode(), *[b"a" * (1 << 20)] * (size >> 20), b'"}\n']
    return b"".join(packer.compress(part) for part in parts) + packer.flush()


def gzips():
    whole = gzip.compress(GOOD.encode())
    many = gzip.compress("".join(conversation(f"many-{number}", 0) for number in range(2000)).encode())

    def bad(what, content, code):
        return Case(what, what + ".gz", FAILED, code, content=content)

    return [
        bad("gzip of 128 MB of zeros", zeros(128 << 20), "unknown-format"),
        bad("gzip of one record of 128 MB", one_record(128 << 20), "file-too-large"),
        bad("gzip of one record of 40 MB", one_record(40 << 20), "record-too-large"),
        bad("gzip cut off", many[:-100], "truncated"),
        bad("gzip with one bit wrong", many[:-2000] + bytes([many[-2000] ^ 1]) + many[-1999:], "bad-json|bad-archive"),
        bad("gzip with a wrong checksum", whole[:-8] + b"\0\0\0\0" + whole[-4:], "bad-archive"),
        bad("gzip with a wrong size", whole[:-4] + b"\xff\xff\xff\xff", "bad-archive"),
        bad("gzip of nothing", gzip.compress(b""), "empty-file"),
        bad("gzip of gzip", gzip.compress(whole), "unknown-format"),
        bad("gzip of gzip of 64 MB", gzip.compress(zeros(64 << 20)), "unknown-format"),
        bad("only the head of gzip", whole[:10], "truncated"),
        bad("gzip with all flags", whole[:3] + b"\xff" + whole[4:], "bad-archive"),
        Case("gzip under another name", "plain.txt", content=whole, transcripts=1),
        Case("gzip in 1,000 members", "members.gz", content=b"".join(
            gzip.compress(conversation(f"member-{number}", 0).encode()) for number in range(1000)), transcripts=1000),
    ]


def patched(content, offset, data, central=True):
    """An archive with some bytes of its first central (or local) header changed."""
    start = content.index(b"PK\x01\x02" if central else b"PK\x03\x04") + offset
    return content[:start] + data + content[start + len(data):]


def overlapping():
    """Fifty entries that are all the same bytes, after David Fifield's bomb."""
    one = archive(("a.json", " " * (8 << 20) + GOOD))
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    central = one[start:end] * 50
    return one[:start] + central + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 50, 50, len(central), start, 0)


def zips():
    one = archive(("a.json", GOOD))

    def bad(what, content, code="bad-archive"):
        return Case(what, what + ".zip", FAILED, code, content=content)

    def good(what, content, transcripts=1):
        return Case(what, what + ".zip", content=content, transcripts=transcripts)

    return [
        good("zip with a name above", archive(("../../../../etc/cron.d/owned", GOOD))),
        good("zip with an absolute name", archive(("/etc/cron.d/owned", GOOD))),
        good("zip with a drive", archive(("C:\\windows\\a.json", GOOD))),
        good("zip with controls in a name", archive(("\x1b[2J\u202e\u2028.json", GOOD))),
        good("zip with one name twice", archive(("a.json", GOOD), ("a.json", GOOD.replace('"id": "text"', '"id": "other"'))), 2),
        bad("zip with controls in a bad entry", archive(("\x1b[2J\u202e\u2028\n.json", "nothing")), "unknown-format"),
        bad("zip of 20,000 empty entries", archive(*((f"{number}.json", "") for number in range(20_000))), "empty-file"),
        bad("zip of nothing", archive(), "empty-file"),
        bad("zip of 128 MB", archive(("a.json", bytes(128 << 20))), "unknown-format"),
        bad("zip of 64 entries of 1 MB", archive(*((f"{number}.json", " " * (1 << 20) + GOOD) for number in range(64))), "file-too-large"),
        good("zip with overlapping entries", overlapping()),
        bad("zip in zip in zip", archive(("b.zip", archive(("a.zip", one)))), "unknown-format"),
        bad("zip that is encrypted", patched(patched(one, 8, b"\x01\0"), 6, b"\x01\0", central=False), "encrypted"),
        bad("zip cut off", archive(*((f"{number}.json", conversation(f"z{number}", 0)) for number in range(200)))[:9000], "truncated"),
        bad("zip with a wrong checksum", patched(patched(one, 16, b"\0\0\0\0"), 14, b"\0\0\0\0", central=False)),
        bad("zip with an unknown method", patched(patched(one, 10, b"\x63\0"), 8, b"\x63\0", central=False)),
        bad("zip with sizes of 4 GB", patched(patched(one, 20, b"\xfe" * 8), 18, b"\xfe" * 8, central=False)),
        bad("zip with a head alone", one[:30], "truncated"),
        bad("tar", b"a.json".ljust(100, b"\0") + b"0000644\0" * 3 + b"00000000010\0" * 2 + b"x" * 400, "unknown-format"),
        bad("zstd", b"\x28\xb5\x2f\xfd\x24\x05" + bytes(100), "unknown-format"),
    ]


def tables():
    head = "conversation_id,role,text\n"

    def bad(what, text, code):
        return Case(what, what + ".csv", FAILED, code, content=text.encode())

    return [
        bad("300,000 columns", ",".join(f"c{number}" for number in range(300_000)) + "\n", "unknown-format"),
        bad("a quote that is never closed", head + f'1,agent,"{SAID}\n' + "1,agent,x\n" * 50_000, "truncated"),
        bad("a field of 20 MB", head + '1,agent,"' + "a " * 10_000_000 + '"\n', "record-too-large"),
        Case("a zero in a field", "zero.csv", content=(head + f"1,agent,{SAID}\0\n").encode(), transcripts=1),
        bad("a row of a million commas", head + "," * 1_000_000 + "\n", "missing-id"),
        Case("formulas", "formulas.csv", content=(head + f'=cmd|calc!A0,agent,"=HYPERLINK(""http://x"") {SAID}"\n').encode()),
        Case("20,000 conversations", "many.csv", transcripts=20_000, content=(
            head + "".join(f"{number},agent,x\n" for number in range(20_000))).encode()),
    ]


def mails():
    def mail(head="", body=SAID):
        return (f"From: Dana <dana@example.com>\r\nTo: maria@example.net\r\nSubject: Order\r\nMessage-ID: <1@x>\r\n"
                f"Date: Mon, 05 Jan 2026 10:00:00 +0000\r\n{head}\r\n{body}\r\n").encode()

    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(10_000))
    parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 50_000
    rfc822 = "Content-Type: message/rfc822\r\n\r\n" * 10_000
    def odd(what, content, code="odd-mail"):
        return Case(what, what + ".eml", FAILED, code, content=content)

    def good(what, content):
        return Case(what, what + ".eml", content=content, transcripts=1)

    return [
        odd("10,000 nested parts", mail("MIME-Version: 1.0\r\n" + nested[:-2])),
        odd("50,000 parts", mail('MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n', parts)),
        odd("10,000 mails in mails", mail("MIME-Version: 1.0\r\n" + rfc822[:-2])),
        odd("a header of 5 MB", mail("X-Long: " + "a" * 5_000_000 + "\r\n")),
        odd("100,000 headers", mail("X-A: b\r\n" * 100_000)),
        odd("1 M recipients", mail("Cc: " + ",".join(["a@b.c"] * 1_000_000) + "\r\n")),
        odd("broken base64", mail("Content-Transfer-Encoding: base64\r\n", "%%%=" * 10_000), "no-message-bodies"),
        good("10,000 recipients", mail("Cc: " + ", ".join(f"a{n}@x.example" for n in range(10_000)) + "\r\n")),
        good("an unknown charset", mail('Content-Type: text/plain; charset="../../etc/passwd"\r\n')),
        good("controls in encoded words", mail().replace(b"Order", b"=?utf-8?B?G1syShszMW3igK7igKg=?=" * 500)),
        good("a reference to a file", mail('Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n')),
    ]


def markup():
    def page(what, html, fate=DONE, code=""):
        return Case(what, what + ".json", fate, code, content=json.dumps([{
            "id": 1, "subject": "x", "status": 5, "description": "x", "description_text": "x", "source": 1, "requester_id": 1,
            "responder_id": 2, "created_at": "2026-01-05T10:00:00Z", "conversations": [
                {"id": 2, "body": html, "incoming": False, "private": False, "user_id": 2, "created_at": "2026-01-05T10:10:00Z"},
            ]}]).encode())

    def ticket(what, doctype, text, code):
        return Case(what, what + ".xml", FAILED, code, content=(
            f'<?xml version="1.0"?>\n{doctype}\n<helpdesk-tickets type="array"><helpdesk-ticket><display-id>1</display-id><requester-id>1'
            f"</requester-id><responder-id>2</responder-id><description>{text}</description></helpdesk-ticket></helpdesk-tickets>"
        ).encode())

    entities = "".join(f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 12))
    laughs = f"<!DOCTYPE helpdesk-tickets [<!ENTITY a0 'ha'>{entities}]>"
    large = f"<!DOCTYPE helpdesk-tickets [<!ENTITY a '{'x' * 100_000}'>]>"
    return [
        page("100,000 nested tags", "<div>" * 100_000 + SAID, FAILED, "too-deep"),
        page("100,000 attributes", "<p " + "a=b " * 100_000 + ">" + SAID, FAILED, "bad-html"),
        page("a tag that never ends", SAID + "<a href='" + "x" * 900_000, FAILED, "bad-html"),
        page("100,000 references", "<p>" + "&lt;&#x202e;&#27;&amp;" * 50_000 + SAID),
        page("a script", f"<p>{SAID}</p><script>while(1){{}}</script><img src=x onerror=alert(1)><iframe src='file:///etc/passwd'>"),
        page("100,000 tags that are not closed", "<p>" + "<b><i>x" * 200 + SAID),
        page("100,000 comments", "<!-- x -->" * 100_000 + f"<p>{SAID}</p>"),
        ticket("a billion laughs", laughs, "&a11;", "bad-xml"),
        ticket("one large entity 100,000 times", large, "&a;" * 100_000, "bad-xml"),
        ticket("an entity that is a file", '<!DOCTYPE helpdesk-tickets [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;", "bad-xml"),
        ticket("an entity of the network", '<!DOCTYPE helpdesk-tickets [<!ENTITY f SYSTEM "http://127.0.0.1:1/x">]>', "&f;", "bad-xml"),
        ticket("a DTD that is a file", '<!DOCTYPE helpdesk-tickets SYSTEM "file:///etc/passwd">', "x", "bad-xml"),
        ticket("100,000 nested elements", "", "<a>" * 100_000, "too-deep"),
        ticket("100,000 attributes of XML", "", "<a " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>", "bad-xml"),
        ticket("XML cut off", "", "x</value>", "bad-xml"),
    ]


def cases():
    return gzips() + zips() + tables() + mails() + markup()
