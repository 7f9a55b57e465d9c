"""From an ``Article`` to a ``Document``: prose sentences, and around them everything that bullets are never made from."""

from __future__ import annotations

from summarize.boilerplate import is_page_text
from summarize.box import split_box
from summarize.datelines import dateline_end, is_byline, page_head_end, slash_prefix_end
from summarize.layout import Block, after_bullet, classify_blocks, find_blocks
from summarize.segmentation import split_sentences
from summarize.types import Article, Document, Sentence, Span


def parse_document(article: Article) -> Document:
    """Take an article apart into prose sentences, title, subheads, page text and an existing bullet box.

    Every sentence is a stretch of ``article.text``; what is not prose (headline, byline, dateline, captions, "Also Read") stands
    in none. An article in which no prose can be told from the rest has all of its text as sentences. Never raises.
    """
    text = article.text
    spans = find_blocks(text)
    box, rest, more_boxes = split_box(text, spans)
    blocks = classify_blocks(text, rest, article.title)
    sentences, dropped = _read_prose(text, blocks)
    if not sentences:
        whole = [Block(start=span.start, end=span.end, kind="prose") for span in spans]
        return Document(article=article, sentences=tuple(_all_sentences(text, whole)), title=article.title or "")
    page = [_span(block) for block in blocks if block.kind in ("headline", "boilerplate")]
    return Document(
        article=article,
        sentences=tuple(sentences),
        title=article.title or _find_title(text, blocks),
        subheads=tuple(_span(block) for block in blocks if block.kind == "subhead"),
        boilerplate=tuple(sorted(page + dropped + more_boxes, key=lambda span: span.start)),
        box=box,
    )


def _span(block: Block) -> Span:
    """Return where the block stands."""
    return Span(start=block.start, end=block.end)


def _find_title(text: str, blocks: list[Block]) -> str:
    """Return the headline found in the text, or ""."""
    for block in blocks:
        if block.kind == "headline":
            return " ".join(text[block.start : block.end].split())
        prefix = slash_prefix_end(text, block.start, block.end)
        if prefix > block.start:
            return text[block.start : prefix].split("/")[0].strip()
        if block.kind == "prose":
            break
    return ""


def _read_prose(text: str, blocks: list[Block]) -> tuple[list[Sentence], list[Span]]:
    """Return the sentences of the prose blocks, and the stretches of these blocks that are page text."""
    sentences: list[Sentence] = []
    dropped: list[Span] = []
    paragraph = 0
    for block in blocks:
        if block.kind != "prose":
            continue
        start = _skip_lead_in(text, block, opening=paragraph < 3)
        if start > block.start:
            dropped.append(_trim(text, block.start, start))
        kept = len(sentences)
        for begin, stop in split_sentences(text[start : block.end]):
            begin, stop = begin + start, stop + start
            piece = text[begin:stop]
            if is_page_text(piece) or is_byline(piece):
                dropped.append(Span(start=begin, end=stop))
                continue
            cut = dateline_end(text, begin, stop, opening=False)
            if cut > begin:
                dropped.append(_trim(text, begin, cut))
            sentences.append(Sentence(text=text[cut:stop], start=cut, end=stop, paragraph=paragraph))
        paragraph += len(sentences) > kept
    return sentences, dropped


def _skip_lead_in(text: str, block: Block, *, opening: bool) -> int:
    """Return where a block's own text begins after a bullet, a slash prefix, a page head and a dateline."""
    start = after_bullet(text, block.start, block.end)
    start = slash_prefix_end(text, start, block.end)
    start = page_head_end(text, start, block.end)
    return dateline_end(text, start, block.end, opening=opening)


def _trim(text: str, start: int, end: int) -> Span:
    """Return the stretch without the white space at its end."""
    return Span(start=start, end=start + len(text[start:end].rstrip()))


def _all_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Return every sentence of every block."""
    return [
        Sentence(
            text=text[block.start + begin : block.start + stop],
            start=block.start + begin,
            end=block.start + stop,
            paragraph=number,
        )
        for number, block in enumerate(blocks)
        for begin, stop in split_sentences(text[block.start : block.end])
    ]
