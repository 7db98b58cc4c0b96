"""Makes the files of this folder with SentencePiece 0.1.97: models of the demonstration's fables, and what they make of texts.

    cd tests/UnrolledRnn.Text.Tests/Pieces/Fixtures && /usr/bin/python3 make_fixtures.py
"""
import gzip
import io
import json
import os
import random

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

FABLES = "../../../../src/UnrolledRnn.Cli/Demo/fables.txt"
RULES = [
    ("FB01", "66 69"), ("65 301", "E9"), ("3000", "20"), ("A0", "20"), ("9", "20"), ("A", "20"), ("200B", ""), ("1F600", "3A 29"),
    ("FDFA", "61 20 20 62 20"), ("61 301 302", "78"), ("61 301", "E1"),
]
SYMBOLS = ["<sep>", "the", "Mr. ", "  two", "▁of", "é", "😀"]


def train(**options):
    file = io.BytesIO()
    options = {"model_type": "unigram", "vocab_size": 300, "num_threads": 1, "minloglevel": 2, **options}
    sentencepiece.SentencePieceTrainer.train(input=FABLES, model_writer=file, **options)
    return file.getvalue()


def changed(file, change):
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(file)
    change(model)
    return model.SerializeToString()


def round_scores(model):
    """Most sums tie; every fifth piece is of the user, and every seventh is not used."""
    for i, piece in enumerate(model.pieces):
        if piece.type == 1:
            piece.score = round(piece.score / 3) * 3.1
            piece.type = 4 if i % 5 == 0 and len(piece.piece) > 1 else 5 if i % 7 == 0 else 1


def raise_scores(model):
    """Scores above zero make pieces of the user better the longer they are."""
    for piece in model.pieces:
        if piece.type == 1:
            piece.score = round(piece.score + 6.3, 1)


def tie_merges(model):
    """Merges are as good as others, and some pieces are of the user, which are never merged."""
    for i, piece in enumerate(model.pieces):
        if piece.type == 1:
            piece.score = piece.score // 60
            piece.type = 4 if i % 25 == 0 and len(piece.piece) > 1 else 1


with open("rules.tsv", "w") as rules:
    rules.write("".join(f"{key}\t{value}\n" for key, value in RULES))

plain = dict(normalization_rule_name="identity")
mapped = dict(normalization_rule_tsv="rules.tsv")
user = train(**mapped, user_defined_symbols=SYMBOLS, control_symbols=["<ctl>"], character_coverage=0.99)
bpe = train(**mapped, model_type="bpe", byte_fallback=True, vocab_size=500, user_defined_symbols=["the", "<sep>"])
MODELS = {
    "nfkc": train(normalization_rule_name="nmt_nfkc"),
    "user": user,
    "bytes": train(**mapped, byte_fallback=True, vocab_size=450, character_coverage=0.98),
    "spaces": train(**plain, remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, unk_surface="?U?"),
    "suffix": train(**mapped, treat_whitespace_as_suffix=True),
    "bare": train(**plain, add_dummy_prefix=False, unk_id=3, pad_id=0, bos_id=-1, eos_id=1),
    "begun": train(**plain, bos_piece="[CLS]", eos_piece="[SEP]", bos_id=4, eos_id=2, pad_id=1, vocab_size=200),
    "ties": changed(train(**plain), round_scores),
    "raised": changed(user, raise_scores),
    "bpe": bpe,
    "merges": changed(bpe, tie_merges),
}
os.remove("rules.tsv")

random.seed(1)
with open(FABLES) as fables:
    lines = [line.rstrip("\n") for line in fables if line.strip()]
NASTY = [
    "", " ", "   ", "\t", "\n", "\u3000", "\u200b", " x", "x ", "  x  ", "a  b", "a\tb\n", "a\r\nb", "😀", "a😀😀b", "👩\u200d🔬", "e\u0301",
    "a\u0301\u0302a\u0301", "ﬁne", "漢字 かな", "한국어", "ＡＢＣ　１２３", "½ ℃ ㌔", "İ ß ſ", "\ufffd", "▁", "▁▁a▁", "\0", "a\0b", "\x01\x7f",
    "\ufeff\u00ad\u2028", "\U0001d400\U0010ffff", "ﷺ", " ﷺ ", "<s>", "</s>", "<unk>", "<pad>", "<0x41>", "<sep>", "<ctl>", "<bos>",
    "thethe the", "Mr. Mr.  Mr.", "x  two", "▁of of", "é😀é", "a" * 200, " " * 100 + "x", "漢" * 100, "the" * 60, "?!" * 100,
]
ALPHABET = list("abtheo  \t\n.MrT'é▁😀漢\ufffd\0\u0301\u0302\u3000ＡﬁΩ<>sp0") + SYMBOLS + ["\u200b", "ﷺ"]
TEXTS = NASTY + random.sample(lines, 20) + ["".join(random.choices(ALPHABET, k=random.randint(1, 30))) for _ in range(60)]


def case(model, text):
    pieces = model.encode(text, out_type="immutable_proto").pieces
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if ord(character) > 0xFFFF else 1))
    ids = [piece.id for piece in pieces]
    ends = [places[piece.end] for piece in pieces]
    return [ids, ends, model.decode(ids)]


def special(model, number):
    name = model.id_to_piece(number)
    return {model.unk_id(): "<unk>", model.bos_id(): "<bos>", model.eos_id(): "<eos>"}.get(number, name)


cases = {"texts": TEXTS, "models": {}}
for name, file in MODELS.items():
    # The map of all of Unicode is large, and the same in every model.
    with gzip.GzipFile(f"{name}.model.gz", "wb", mtime=0) as packed:
        packed.write(file)
    model = sentencepiece.SentencePieceProcessor(model_proto=file)
    lists = [[random.randrange(model.vocab_size()) for _ in range(random.randint(1, 12))] for _ in range(40)]
    cases["models"][name] = {
        "pieces": [special(model, number) for number in range(model.vocab_size())],
        "encoded": [case(model, text) for text in TEXTS],
        "decoded": [[ids, model.decode(ids)] for ids in lists],
    }
with gzip.GzipFile("cases.json.gz", "wb", mtime=0) as packed:
    packed.write(json.dumps(cases, ensure_ascii=False, separators=(",", ":")).encode())
