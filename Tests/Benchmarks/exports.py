"""The same conversations as helpdesks export them."""
import csv
import email.utils
import html
import io
import json

# When the first message of all was written, in seconds, and the time between two.
START = 1_767_600_000
STEP = 60


def zendesk(conversation, number, body=lambda text: {"plain_body": text}):
    """A ticket as a line of a full export."""
    customer, agent = 900_000 + number, 800
    comments = [
        {
            "id": number * 1000 + index, "type": "Comment", "author_id": customer if message["role"] == "customer" else agent,
            **body(message["text"]), "public": True, "attachments": [], "audit_id": number * 1000 + index, "via": {"channel": "web"},
            "created_at": instant(number, index),
        }
        for index, message in enumerate(conversation["messages"])
    ]
    return json.dumps({
        "id": number, "via": {"channel": "web"}, "subject": "A question", "status": "solved",
        "requester": {"id": customer, "name": "Kim Berg", "email": "kim@example.net", "role": "end-user"},
        "assignee": {"id": agent, "name": "Agent Sven", "email": "agent@example.com", "role": "agent"},
        "group": {"id": 7, "name": "Orders"}, "tags": ["shop"], "comments": comments,
    }, ensure_ascii=False) + "\n"


def zendesk_html(conversation, number):
    """The same with bodies of HTML."""
    return zendesk(conversation, number, lambda text: {"html_body": markup(text)})


def markup(text):
    """A text as an editor makes HTML of it: paragraphs, line breaks, a link and a mark-up now and then."""
    words = html.escape(text).split(" ")
    if len(words) > 6:
        words[2] = f"<strong>{words[2]}</strong>"
        words[5] = f'<a href="https://example.com/help?a=1&amp;b=2" rel="noopener">{words[5]}</a>'
    lines = " ".join(words).replace("\n", "<br>")
    return f'<div class="zd-comment" dir="auto"><p dir="auto">{lines}</p><p>&nbsp;</p></div>'


def table(conversation, number):
    """A row for each message."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    for index, message in enumerate(conversation["messages"]):
        name = "Kim" if message["role"] == "customer" else "Dana"
        writer.writerow([f"C-{number}", name, message["role"], message["text"], instant(number, index), "chat", "closed"])
    return rows.getvalue()


TABLE_HEADER = "conversation_id,author,role,text,created_at,channel,status\r\n"


def mails(conversation, number):
    """A mail for each message, each an answer to the one before it."""
    written = ""
    for index, message in enumerate(conversation["messages"]):
        own, other = f"kim{number}@example.net", "support@example.com"
        sender, receiver = (own, other) if message["role"] == "customer" else (other, own)
        date = email.utils.formatdate(START + number * 3600 + index * STEP)
        before = f"In-Reply-To: <m{number}.{index - 1}@example.net>\n" if index else ""
        written += (
            f"From {sender} Mon Jan  5 10:00:00 2026\nFrom: {sender}\nTo: {receiver}\nSubject: {'Re: ' if index else ''}Question {number}\n"
            f"Date: {date}\nMessage-ID: <m{number}.{index}@example.net>\n{before}Content-Type: text/plain; charset=utf-8\n"
            f"Content-Transfer-Encoding: 8bit\n\n{quoted(message['text'])}\n\n"
        )
    return written


def quoted(text):
    """A line that looks like the beginning of a mail is no such thing."""
    return text.replace("\nFrom ", "\n>From ")


def instant(number, index):
    day, rest = divmod(START + number * 3600 + index * STEP, 86_400)
    year, month, date = civil(day)
    return f"{year:04}-{month:02}-{date:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"


def civil(days):
    """Year, month and day of a number of days since 1970."""
    days += 719_468
    era, of_era = divmod(days, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    part = (5 * of_year + 2) // 153
    month = part + 3 if part < 10 else part - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * part + 2) // 5 + 1
