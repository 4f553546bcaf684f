"""What stands in the marks of a PDF's pages: shared by pdf_check.py and pdf_struct.py. Needs Debian's python3-pikepdf."""
import re

import pikepdf
from pikepdf import Array, Dictionary, Name

PAINT = set("Tj TJ ' \" f F f* B B* b b* S s sh Do".split())
SHOW = {"Tj", "TJ", "'", '"'}


def kids(element):
    """The /K of a structure element as a list."""
    k = element.get('/K')
    return [] if k is None else list(k) if isinstance(k, Array) else [k]


def is_element(k):
    return isinstance(k, Dictionary) and '/S' in k


def page_index(pdf):
    return {p.obj.objgen: i for i, p in enumerate(pdf.pages)}


def own_marks(element, pages):
    """(page, MCID) of each mark that stands directly in an element, by its place among the kids; None for other kids."""
    home = pages[element.Pg.objgen] if '/Pg' in element else None
    for k in kids(element):
        if isinstance(k, int):
            yield home, int(k)
        elif isinstance(k, Dictionary) and k.get('/Type') == Name.MCR:
            yield (pages[k.Pg.objgen] if '/Pg' in k else home), int(k.MCID)
        else:
            yield None


class Font:
    """Character codes to text, by ToUnicode."""

    def __init__(self, font):
        self.wide = font.Subtype == Name.Type0
        self.map = {}
        if '/ToUnicode' in font:
            self.read(font.ToUnicode.read_bytes().decode('latin-1'))

    @staticmethod
    def text(hexadecimal):
        return bytes.fromhex(hexadecimal).decode('utf-16-be')

    def read(self, cmap):
        for block in re.findall(r'beginbfchar(.*?)endbfchar', cmap, re.S):
            for code, to in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
                self.map[int(code, 16)] = self.text(to)
        for block in re.findall(r'beginbfrange(.*?)endbfrange', cmap, re.S):
            for low, high, to in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
                for i, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                    start = self.text(to)
                    self.map[code] = start[:-1] + chr(ord(start[-1]) + i)
            for low, many in re.findall(r'<([0-9a-fA-F]+)>\s*<[0-9a-fA-F]+>\s*\[(.*?)\]', block, re.S):
                for i, to in enumerate(re.findall(r'<([0-9a-fA-F]+)>', many)):
                    self.map[int(low, 16) + i] = self.text(to)

    def decode(self, data):
        step = 2 if self.wide else 1
        codes = [int.from_bytes(data[i:i + step], 'big') for i in range(0, len(data), step)]
        return ''.join(self.map.get(c, '\ufffd') for c in codes)


class Mark:
    """One marked-content sequence: kind 'mcid', 'artifact' or 'span' (any other), its tag and what it holds."""

    def __init__(self, kind, tag, mcid=None, properties=None):
        self.kind, self.tag, self.mcid, self.properties = kind, tag, mcid, properties
        self.lines = []                 # [baseline, size, text]
        self.painted = False


class Page:
    """Walks one page's content. marks: by MCID; artifacts: list; errors: what is wrong with the marks."""

    def __init__(self, page):
        self.marks, self.artifacts, self.errors = {}, [], []
        self.fonts, self.resources = {}, page.obj.get('/Resources', {})
        self.stack, self.actual = [], None
        self.font, self.size, self.line, self.scale = None, 1.0, 0.0, 1.0
        for operands, operator in pikepdf.parse_content_stream(page):
            self.step(operands, str(operator))
        if self.stack:
            self.errors.append('a mark is not closed')

    def owner(self):
        for m in reversed(self.stack):
            if m.kind != 'span':
                return m
        return None

    def step(self, operands, o):
        if o in ('BDC', 'BMC'):
            self.begin(operands, o)
        elif o == 'EMC':
            self.end()
        elif o == 'Tf':
            name = str(operands[0])
            if name not in self.fonts:
                self.fonts[name] = Font(self.resources.Font[name])
            self.font, self.size = self.fonts[name], float(operands[1])
        elif o == 'Tm':
            self.scale, self.line = abs(float(operands[3])), float(operands[5])
            self.sign = 1 if float(operands[3]) > 0 else -1
        elif o in ('Td', 'TD'):
            self.line += float(operands[1]) * self.scale * getattr(self, 'sign', 1)
        if o in PAINT:
            self.paint(operands, o)

    def begin(self, operands, o):
        properties = operands[1] if o == 'BDC' and isinstance(operands[1], Dictionary) else None
        tag = str(operands[0])[1:]
        if properties is not None and '/MCID' in properties:
            m = Mark('mcid', tag, int(properties.MCID))
            if m.mcid in self.marks:
                self.errors.append(f'MCID {m.mcid} twice')
            self.marks[m.mcid] = m
        elif tag == 'Artifact':
            m = Mark('artifact', tag, properties=properties)
            self.artifacts.append(m)
        else:
            m = Mark('span', tag, properties=properties)
            if properties is not None and '/ActualText' in properties:
                self.actual = str(properties.ActualText)
        if m.kind != 'span' and self.owner():
            self.errors.append('a mark inside a mark')
        self.stack.append(m)

    def end(self):
        if not self.stack:
            self.errors.append('EMC without BDC')
            return
        m = self.stack.pop()
        if m.kind == 'span':
            if self.actual is not None and not m.painted:
                self.errors.append('ActualText round nothing')
            self.actual = None
        elif not m.painted:
            self.errors.append(f'a mark that holds nothing: {m.tag} {m.mcid}')

    def paint(self, operands, o):
        m = self.owner()
        if not m:
            self.errors.append(f'{o} outside a mark')
            return
        for each in self.stack:
            each.painted = True
        if o in SHOW:
            self.show(m, operands)

    def show(self, m, operands):
        parts = operands[0] if isinstance(operands[0], Array) else [operands[-1]]
        text = ''.join(self.font.decode(bytes(p)) for p in parts if isinstance(p, pikepdf.String))
        if self.actual is not None:
            text, self.actual = self.actual, ''
        size = self.size * self.scale
        if m.lines and abs(m.lines[-1][0] - self.line) < 0.01:
            m.lines[-1][2] += text
        else:
            m.lines.append([self.line, size, text])


def join(lines):
    """Lines of (page, baseline, size, text) to one text: a new line is a blank, but nothing after a break hyphen."""
    out, last = '', None
    for page, baseline, size, text in lines:
        if last and (page != last[0] or abs(baseline - last[1]) > 0.8 * max(size, last[2])):
            if out.endswith('\u00ad'):
                out = out[:-1]
            elif out and not out.endswith((' ', '/')) and text[:1] != ' ':
                out += ' '
        out += text
        last = (page, baseline, size)
    return out
