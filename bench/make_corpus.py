"""Writes a corpus of JSON lines that looks like a news archive: one document in twenty is on topic.

usage: make_corpus.py OUT.jsonl MEGABYTES [SEED]

Documents are made of sentences that are made of many words and shapes (names, numbers, quotations), so
that no two are alike. The sentences on topic are those of the project's own tests.
"""
import glob
import json
import random
import sys

SUBJECTS = """the council|the mayor|a spokesman|the company|the court|researchers|the club|the minister|police|the
bank|her lawyer|farmers|the festival|engineers|the airline|a witness|the union|the museum|the team|doctors|the
committee|local residents|the university|the prosecutor|the coach|economists|the supermarket|passengers|the
author|the parliament|the agency|investors|the school|the theatre|a survey|the report|organisers|the ferry|the
government|the opposition""".replace("\n", " ").split("|")
VERBS = """announced|rejected|approved|delayed|criticised|welcomed|described|opened|closed|won|lost|bought|sold|
built|planned|studied|reported|found|denied|confirmed|promised|warned of|complained about|agreed on|voted on|paid
for|borrowed|measured|painted|defended|attacked|visited|left|joined|celebrated|postponed|repaired|launched|cut|
raised""".replace("\n", " ").split("|")
OBJECTS = """a new bridge|the budget|the old harbour|its quarterly results|the appeal|the vaccine trial|the season|a
railway line|the merger|the exhibition|the strike|the election|a rescue plan|the final match|its prices|the
reservoir|a bicycle lane|the harvest|the software update|the tunnel|the concert|the inquiry|interest rates|the
recipe|a wind farm|the translation|the wage talks|a military museum|the defence of the title|the members of the
board|the allies of the mayor|a summit of bakers|the output of the mill|the economy of the valley""".replace("\n", " ").split("|")
TAILS = """after a long debate|on Tuesday|in the town hall|despite heavy rain|for the third time this year|with a
margin of {n} votes|at a cost of {m} million euros|by {p} per cent|in {y}|, {who} said|before the summer break|according
to {who}|near the station|without giving reasons|, up from {n} a year earlier|to the surprise of many|over {n} days|for
{n} of {k} households|, as expected|in a statement""".replace("\n", " ").split("|")
NAMES = """Ana Kovac|Peter Lindqvist|Maria Okafor|Jonas Weber|Lucia Romano|Tom Ashby|Yuki Tanaka|Elena Petrova|Samuel
Mensah|Clara Dubois|Henrik Olsen|Fatima Zahra|Diego Alvarez|Grace Liu|Ivan Horvat""".replace("\n", " ").split("|")


def sentence(rng, objects):
    tail = rng.choice(TAILS).format(n=rng.randint(2, 990), m=rng.randint(1, 400), p=round(rng.uniform(0.1, 40), 1),
                                    y=rng.randint(1950, 2026), k=rng.randint(1000, 9000), who=rng.choice(NAMES))
    text = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(objects)} {tail}".replace(" ,", ",")
    text = " ".join(text.split())
    if rng.random() < 0.1:
        text = f"“{text},” {rng.choice(NAMES)} told reporters"
    return text[0].upper() + text[1:] + "."


def on_topic_sentences():
    sentences = []
    for name in sorted(glob.glob("tests/transcripts/check/*.test")):
        for line in open(name, encoding="utf-8"):
            if line.startswith("| ") and len(line) > 30:
                sentences.append(line[2:].strip())
    return sentences


def main():
    out, megabytes = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    topical = on_topic_sentences()
    written = 0
    number = 0
    with open(out, "w", encoding="utf-8") as file:
        while written < megabytes * 1_000_000:
            number += 1
            length = rng.randint(15, 45)
            # A text is about a few things.
            objects = rng.sample(OBJECTS, 6)
            body = [sentence(rng, objects) for _ in range(length)]
            if number % 20 == 0:
                for _ in range(rng.randint(3, 8)):
                    body.insert(rng.randrange(len(body)), rng.choice(topical))
            paragraphs = [" ".join(body[i:i + 4]) for i in range(0, len(body), 4)]
            document = {"id": f"doc-{number}", "url": f"https://news.example/{number}",
                        "date": f"{rng.randint(2014, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                        "text": "\n\n".join(paragraphs)}
            line = json.dumps(document, ensure_ascii=False) + "\n"
            file.write(line)
            written += len(line.encode())


main()
