"""A BERT of some thousand weights that learns a handful of names in seconds, for the tests."""

import random
from pathlib import Path
from typing import Any, Final

PIECES: Final = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] . , Ser ##gej Lav ##rov Til ##ler ##son NA ##TO FN "
    "Russ ##land Nor ##ge russ ##isk møt ##te i og til"
).split()
TAGS: Final = "O B-PER I-PER B-ORG I-ORG B-LOC I-LOC B-MISC I-MISC".split()
POSITIONS: Final = 64
_NAMES: Final = {
    "Sergej Lavrov": "B-PER I-PER",
    "Lavrov": "B-PER",
    "Tillerson": "B-PER",
    "NATO": "B-ORG",
    "FN": "B-ORG",
    "Russland": "B-LOC",
    "Norge": "B-LOC",
    "russisk": "B-MISC",
}
_OTHER: Final = "møtte i og til , . ukjent annen".split()
_STEPS: Final = 150


def save(folder: Path) -> Path:
    """Train the model, save it with its tokenizer into `folder`, and return that."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    torch.set_num_threads(1)  # so little work that threads would only wait for each other
    torch.manual_seed(0)
    chance = random.Random(0)
    tokenizer = _tokenizer()
    model = BertForTokenClassification(
        BertConfig(
            vocab_size=len(PIECES),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=POSITIONS,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            id2label=dict(enumerate(TAGS)),
            label2id={tag: number for number, tag in enumerate(TAGS)},
        )
    )
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(_STEPS):
        sentences = [_sentence(chance) for _ in range(8)]
        batch = tokenizer(
            [[word for word, _ in sentence] for sentence in sentences],
            is_split_into_words=True,
            truncation=True,
            max_length=POSITIONS,
            padding=True,
            return_tensors="pt",
        )
        gold = torch.full(batch["input_ids"].shape, -100)
        for row, sentence in enumerate(sentences):
            before = None
            for place, word in enumerate(batch.word_ids(row)):
                if word is not None and word != before:  # as such models are trained: first pieces
                    gold[row, place] = TAGS.index(sentence[word][1])
                before = word
        loss = model(**batch, labels=gold).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertTokenizerFast

    pieces = {piece: number for number, piece in enumerate(PIECES)}
    inner = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))  # noqa: S106, no password
    inner.normalizer = normalizers.BertNormalizer(lowercase=False)
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]",
        special_tokens=[(name, pieces[name]) for name in ("[CLS]", "[SEP]")],
    )
    return BertTokenizerFast(tokenizer_object=inner, do_lower_case=False)


def _sentence(chance: random.Random) -> list[tuple[str, str]]:
    """Words and their tags: names with other words between them, up to more than a window."""
    sentence = [(word, "O") for word in chance.choices(_OTHER, k=chance.randrange(3))]
    for _ in range(chance.randrange(1, 25)):
        name = chance.choice(list(_NAMES))
        sentence += zip(name.split(), _NAMES[name].split(), strict=True)
        sentence += [(word, "O") for word in chance.choices(_OTHER, k=chance.randrange(1, 4))]
    return sentence
