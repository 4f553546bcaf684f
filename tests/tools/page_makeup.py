#!/usr/bin/python3
"""page_makeup.py FILE.pdf FRAMES ...

Counts what a good printer would not let pass, read from the PDF's structure tree and the places of its marks:
  widow, orphan   a paragraph, heading or note of which one line stands alone on a page
  foot            a heading with fewer than two lines of what follows on its page
  gap             a page less than 60 % full, unless a page is forced after it
FRAMES: the document's part of `rammeaftale dump frames`, a file; it says which pages are forced.
Prints one fault a line; exit 1 when there are any.
"""
import re
import sys

import pikepdf

import pdf_marks

LINES = {'P', 'Caption', 'LBody', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'}
ATOMS = {'TR', 'Figure'}                # never divided, or by the table's own rules
INLINE = {'Span', 'Link', 'Reference', 'Quote', 'Code', 'Lbl'}
FULL = 0.6


class Block:
    """What is read as one: role, note or text, its baselines by page."""

    def __init__(self, role, note):
        self.role, self.note, self.lines, self.text = role, note, {}, ''

    def add(self, page, mark):
        for baseline, size, text in mark.lines:
            if not text.strip():
                continue
            known = self.lines.setdefault(page, [])
            if not any(abs(baseline + y) < size * 0.6 for y in known):
                known.append(-baseline)            # content counts downwards from the page's top
            self.text += text


class Makeup:
    def __init__(self, pdf):
        self.index = pdf_marks.page_index(pdf)
        self.pages = [pdf_marks.Page(p) for p in pdf.pages]
        self.sizes = [tuple(round(float(v)) for v in p.mediabox) for p in pdf.pages]
        self.blocks = []
        for k in pdf_marks.kids(pdf.Root.StructTreeRoot):
            self.walk(k, None, False)
        self.blocks = [b for b in self.blocks if b.lines]

    def walk(self, element, block, note):
        role = str(element.S)[1:]
        note = note or role == 'Note'
        if role in LINES or role in ATOMS or block is None or role not in INLINE:
            if not (block and block.role in ATOMS):
                block = Block(role, note)
                self.blocks.append(block)
        for kid, where in zip(pdf_marks.kids(element), pdf_marks.own_marks(element, self.index)):
            if where and where[1] in self.pages[where[0]].marks:
                if role != 'Lbl':
                    block.add(where[0], self.pages[where[0]].marks[where[1]])
            elif not where and pdf_marks.is_element(kid):
                self.walk(kid, block, note)

    def broken(self):
        for b in self.blocks:
            if len(b.lines) < 2 or b.role not in LINES:
                continue
            pages = sorted(b.lines)
            if len(b.lines[pages[0]]) < 2:
                yield pages[0], 'orphan', b
            if len(b.lines[pages[-1]]) < 2:
                yield pages[-1], 'widow', b

    def feet(self, forced):
        texts = [b for b in self.blocks if not b.note]
        for i, b in enumerate(texts):
            if not re.fullmatch('H[1-6]', b.role):
                continue
            page, lines, cut, ended = max(b.lines), 0, False, False
            for after in texts[i + 1:]:
                ended = min(after.lines) > page
                if lines >= 2 or ended:
                    break
                lines += len(after.lines.get(page, []))
                cut = max(after.lines) > page
            if ended and not forced[page + 1] and (lines == 0 or (lines == 1 and cut)):
                yield page, 'foot', b

    def gaps(self, forced):
        low, high, notes = {}, {}, {}
        for b in self.blocks:
            for page, ys in b.lines.items():
                if b.note:
                    notes[page] = max(ys + [notes.get(page, -1e9)])
                else:
                    low[page] = min(ys + [low.get(page, 0)])
                    high[page] = max(ys + [high.get(page, -1e9)])
        for page in low:
            alike = [p for p in low if self.sizes[p] == self.sizes[page]]
            top, bottom = max(high[p] for p in alike), min([low[p] for p in alike] + [notes[p] for p in alike if p in notes])
            foot = max(notes.get(page, bottom), bottom)
            if page + 1 < len(self.pages) and not forced[page + 1] and (low[page] - foot) > (1 - FULL) * (top - bottom):
                yield page, 'gap', None

    def faults(self, forced):
        for page, what, block in [*self.broken(), *self.feet(forced), *self.gaps(forced)]:
            yield f'{what} on page {page + 1}' + (f': {block.role} "{block.text[:60]}"' if block else '')


def main():
    with pikepdf.open(sys.argv[1]) as pdf:
        pages = [line for line in open(sys.argv[2], encoding='utf-8') if line.startswith('page ')]
        found = list(Makeup(pdf).faults([line.endswith(' forced\n') for line in pages]))
    for line in found:
        print(f'{sys.argv[1]}: {line}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
