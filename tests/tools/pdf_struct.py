#!/usr/bin/python3
"""pdf_struct.py [--text] [--plain] FILE.pdf

Prints a PDF as its structure tree reads it: one element a line, its role, what it says (language, alternative text, scope, id …) and its
text, in reading order. --plain leaves the attributes out; --text prints only text, a line a paragraph, cell or label.
"""
import argparse
import signal
import sys

import pikepdf
from pikepdf import Array, Name

import pdf_marks

INLINE = {'Span', 'Link', 'Reference', 'Quote', 'Code'}


class Reader:
    def __init__(self, pdf, args):
        self.args = args
        self.index = pdf_marks.page_index(pdf)
        self.pages = [pdf_marks.Page(p) for p in pdf.pages]

    def lines(self, where):
        page, mcid = where
        mark = self.pages[page].marks.get(mcid)
        return [(page, *line) for line in mark.lines] if mark else []

    def attributes(self, element):
        out = []
        for key in ('/Lang', '/T', '/Alt', '/ActualText', '/E', '/ID'):
            if key in element:
                out.append(f'{key[1:]}="{element[key]}"')
        a = element.get('/A')
        for d in [] if a is None else a if isinstance(a, Array) else [a]:
            for key in sorted(d.keys()):
                if key not in ('/O', '/Placement'):
                    out.append(f'{key[1:]}={self.value(d[key])}')
        return '' if self.args.plain or not out else ' ' + ' '.join(out)

    @staticmethod
    def value(v):
        if isinstance(v, Array):
            return '[' + ' '.join(Reader.value(x) for x in v) + ']'
        if isinstance(v, Name):
            return str(v)[1:]
        return f'"{v}"' if isinstance(v, pikepdf.String) else f'{v}'

    def parts(self, element):
        """Kids in order: elements, or runs of text lines put together."""
        run = []
        for kid, where in zip(pdf_marks.kids(element), pdf_marks.own_marks(element, self.index)):
            if where:
                run += self.lines(where)
                continue
            if not pdf_marks.is_element(kid):
                continue
            if run:
                yield run
            run = []
            yield kid
        if run:
            yield run

    def print(self, element, depth):
        head = '  ' * depth + str(element.S)[1:] + self.attributes(element)
        parts = list(self.parts(element))
        if len(parts) == 1 and isinstance(parts[0], list):
            print(f'{head} | {pdf_marks.join(parts[0])}')
            return
        print(head)
        for p in parts:
            if isinstance(p, list):
                print('  ' * (depth + 1) + '| ' + pdf_marks.join(p))
            else:
                self.print(p, depth + 1)

    def inline_lines(self, element):
        for p in self.parts(element):
            if isinstance(p, list):
                yield from p
            elif str(p.S)[1:] in INLINE:
                yield from self.inline_lines(p)

    def text(self, element):
        """A line for the element's own text with what is inline in it, then its other kids."""
        own = pdf_marks.join(list(self.inline_lines(element))).strip()
        if own:
            print(own)
        self.text_of_blocks(element)

    def text_of_blocks(self, element):
        for p in self.parts(element):
            if isinstance(p, list):
                continue
            if str(p.S)[1:] in INLINE:
                self.text_of_blocks(p)
            else:
                self.text(p)


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)       # the reader may stop early
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('--text', action='store_true')
    parser.add_argument('--plain', action='store_true')
    parser.add_argument('file')
    args = parser.parse_args()
    with pikepdf.open(args.file) as pdf:
        reader = Reader(pdf, args)
        for element in pdf_marks.kids(pdf.Root.StructTreeRoot):
            if args.text:
                reader.text(element)
            else:
                reader.print(element, 0)
    return 0


if __name__ == '__main__':
    sys.exit(main())
