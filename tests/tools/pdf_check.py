#!/usr/bin/python3
"""pdf_check.py FILE.pdf ...

Proves what a rule validator does not: that content, structure tree and parent tree of a tagged PDF agree.
Every mark stands in the tree once, under an element of its role; the parent tree names the same element; every painted thing is
content or artifact; tables are grids; links, destinations, ids, bookmarks and metadata fit together.
Exit 0: all well, 1: faults, 2: cannot read.
"""
import collections
import sys
import xml.dom.minidom

import pikepdf
from pikepdf import Array, Dictionary, Name

import pdf_marks

MAY_BE_EMPTY = {'TD', 'TH'}
HEADINGS = {f'H{i}': i for i in range(1, 7)}


def tree_entries(node, key):
    """(key, value) of a name or number tree, in order."""
    flat = list(node.get(key, []))
    yield from zip(flat[0::2], flat[1::2])
    for kid in node.get('/Kids', []):
        yield from tree_entries(kid, key)


def attributes(element):
    out = {}
    a = element.get('/A')
    for d in [] if a is None else a if isinstance(a, Array) else [a]:
        for k in d.keys():
            out[k] = d[k]
    return out


class Check:
    def __init__(self, pdf):
        self.pdf, self.faults = pdf, []
        self.tree = pdf.Root.StructTreeRoot
        self.index = pdf_marks.page_index(pdf)
        self.pages = [pdf_marks.Page(p) for p in pdf.pages]
        self.parents = {int(k): v for k, v in tree_entries(self.tree.ParentTree, '/Nums')}
        self.seen, self.elements, self.headings, self.ids, self.referred = set(), 0, [], {}, []

    def fault(self, text):
        self.faults.append(text)

    def run(self):
        self.check_pages()
        for k in pdf_marks.kids(self.tree):
            self.walk(k, self.tree)
        self.check_marks()
        self.check_headings()
        self.check_ids()
        self.check_navigation()
        self.check_metadata()
        self.check_files()
        return self.faults

    # content

    def check_pages(self):
        for i, (page, content) in enumerate(zip(self.pdf.pages, self.pages)):
            for e in content.errors:
                self.fault(f'page {i + 1}: {e}')
            for a in content.artifacts:
                if a.properties is None or '/Type' not in a.properties:
                    self.fault(f'page {i + 1}: an artifact without type')
            if page.obj.get('/StructParents') != i:
                self.fault(f'page {i + 1}: StructParents')
            if page.obj.get('/Tabs') != Name.S:
                self.fault(f'page {i + 1}: Tabs')
            if sorted(content.marks) != list(range(len(content.marks))):
                self.fault(f'page {i + 1}: MCIDs have gaps')
            if len(self.parents.get(i, [])) != len(content.marks):
                self.fault(f'page {i + 1}: its array in the parent tree has another length than it has marks')
            for annotation in page.obj.get('/Annots', []):
                self.check_annotation(i, annotation)
        if self.tree.ParentTreeNextKey != len(self.parents):
            self.fault('ParentTreeNextKey')

    def check_annotation(self, i, a):
        for key in ('/Contents', '/StructParent', '/Rect'):
            if key not in a:
                self.fault(f'page {i + 1}: a link without {key}')
                return
        if int(a.get('/F', 0)) != 4:
            self.fault(f'page {i + 1}: a link that is not printed')
        element = self.parents.get(int(a.StructParent))
        if element is None or element.S != Name.Link:
            self.fault(f'page {i + 1}: a link whose parent is no Link')
        elif not any(isinstance(k, Dictionary) and k.get('/Type') == Name.OBJR and k.Obj.objgen == a.objgen for k in pdf_marks.kids(element)):
            self.fault(f'page {i + 1}: a link that its element does not name')
        box, media = [float(v) for v in a.Rect], [float(v) for v in self.pdf.pages[i].obj.MediaBox]
        if box[0] >= box[2] or box[1] >= box[3] or box[2] < 0 or box[3] < 0 or box[0] > media[2] or box[1] > media[3]:
            self.fault(f'page {i + 1}: a link off the page: {box}')

    # tree

    def walk(self, e, parent):
        self.elements += 1
        role = str(e.S)[1:]
        if e.P.objgen != parent.objgen:
            self.fault(f'{role}: its parent does not hold it')
        if role in HEADINGS:
            self.headings.append(HEADINGS[role])
        a = attributes(e)
        if '/ID' in e:
            if bytes(e.ID) in self.ids:
                self.fault(f'id {bytes(e.ID)} twice')
            self.ids[bytes(e.ID)] = e.objgen
        self.referred += [bytes(h) for h in a.get('/Headers', [])]
        if role == 'Note' and '/ID' not in e:
            self.fault('Note without ID')
        if role == 'Figure' and '/Alt' not in e and '/ActualText' not in e:
            self.fault('Figure without Alt')
        if role == 'TH' and '/Scope' not in a:
            self.fault('TH without Scope')
        if '/BBox' in a and '/Pg' in e:
            self.check_box(role, a['/BBox'], e.Pg)
        if role == 'Table':
            self.check_table(e)
        kids = pdf_marks.kids(e)
        if not kids and role not in MAY_BE_EMPTY:
            self.fault(f'{role}: an empty element')
        for kid, where in zip(kids, pdf_marks.own_marks(e, self.index)):
            if where:
                self.check_mark(e, role, where)
            elif pdf_marks.is_element(kid):
                self.walk(kid, e)

    def check_box(self, role, box, page):
        b, media = [float(v) for v in box], [float(v) for v in page.MediaBox]
        if b[0] >= b[2] or b[1] >= b[3] or b[0] < -1 or b[1] < -1 or b[2] > media[2] + 1 or b[3] > media[3] + 1:
            self.fault(f'{role}: its box is not on its page: {b}')

    def check_mark(self, e, role, where):
        page, mcid = where
        mark = self.pages[page].marks.get(mcid)
        if mark is None:
            self.fault(f'{role}: names MCID {mcid} of page {page + 1}, which is not there')
            return
        if mark.tag != role:
            self.fault(f'page {page + 1}: mark {mark.tag} {mcid} belongs to a {role}')
        if self.parents[page][mcid].objgen != e.objgen:
            self.fault(f'page {page + 1}: the parent tree gives MCID {mcid} to another element')
        if where in self.seen:
            self.fault(f'page {page + 1}: MCID {mcid} stands in the tree twice')
        self.seen.add(where)

    def check_marks(self):
        for i, content in enumerate(self.pages):
            for mcid, mark in content.marks.items():
                if (i, mcid) not in self.seen:
                    self.fault(f'page {i + 1}: mark {mark.tag} {mcid} is not in the tree')

    def rows(self, e):
        for k in pdf_marks.kids(e):
            if not pdf_marks.is_element(k):
                continue
            if k.S == Name.TR:
                yield k
            elif k.S in (Name.THead, Name.TBody, Name.TFoot):
                yield from self.rows(k)

    def check_table(self, table):
        taken, rows = set(), list(self.rows(table))
        for r, row in enumerate(rows):
            c = 0
            for cell in pdf_marks.kids(row):
                a = attributes(cell)
                while (r, c) in taken:
                    c += 1
                across, down = int(a.get('/ColSpan', 1)), int(a.get('/RowSpan', 1))
                taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
                c += across
        widths = set(collections.Counter(r for r, _ in taken).values())
        if not rows or len(widths) != 1 or max(t[0] for t in taken) >= len(rows):
            self.fault(f'a table is no grid: widths {sorted(widths)}')

    def check_headings(self):
        h = self.headings
        if h and (h[0] != 1 or any(b > a + 1 for a, b in zip(h, h[1:]))):
            self.fault(f'heading levels {h}')

    def check_ids(self):
        tree = {bytes(k): v.objgen for k, v in tree_entries(self.tree.IDTree, '/Names')} if '/IDTree' in self.tree else {}
        if tree != self.ids or list(tree) != sorted(tree):
            self.fault('the id tree is not the ids of the elements, in order')
        for name in self.referred:
            if name not in self.ids:
                self.fault(f'Headers name {name}, which is no id')

    # the rest

    def check_navigation(self):
        root = self.pdf.Root
        names = root.get('/Names', {})
        dests = [bytes(k) for k, _ in tree_entries(names.Dests, '/Names')] if '/Dests' in names else []
        if dests != sorted(set(dests)):
            self.fault('destinations are not sorted')
        known = set(dests)
        for i, page in enumerate(self.pdf.pages):
            for a in page.obj.get('/Annots', []):
                if '/Dest' in a and bytes(a.Dest) not in known:
                    self.fault(f'page {i + 1}: a link to {bytes(a.Dest)}, which is no destination')
        if '/Outlines' in root:
            self.check_outline(root.Outlines, known)

    def check_outline(self, node, known):
        last, item = None, node.get('/First')
        while item is not None:
            if item.Parent.objgen != node.objgen or (last is not None and item.Prev.objgen != last.objgen):
                self.fault('a bookmark is chained wrong')
            if bytes(item.Dest) not in known:
                self.fault(f'a bookmark to {bytes(item.Dest)}, which is no destination')
            if '/First' in item:
                self.check_outline(item, known)
            last, item = item, item.get('/Next')
        if last is not None and node.Last.objgen != last.objgen:
            self.fault('a bookmark is chained wrong')

    def check_metadata(self):
        root, info = self.pdf.Root, self.pdf.trailer.Info
        for key in ('/Lang', '/MarkInfo', '/ViewerPreferences', '/OutputIntents', '/Metadata'):
            if key not in root:
                self.fault(f'the catalog has no {key}')
        packet = xml.dom.minidom.parseString(root.Metadata.read_bytes())
        pairs = {'/Title': 'dc:title', '/Author': 'dc:creator', '/Subject': 'dc:description', '/Keywords': 'pdf:Keywords',
                 '/Creator': 'xmp:CreatorTool', '/Producer': 'pdf:Producer'}
        for key, name in pairs.items():
            found = packet.getElementsByTagName(name)
            text = ''.join(n.data for f in found for n in self.text_nodes(f)) if found else None
            have = str(info[key]) if key in info else None
            if text != have:
                self.fault(f'{key}: the file says {have!r}, its XMP {text!r}')
        if '/CreationDate' in info:
            d = str(info.CreationDate)
            found = packet.getElementsByTagName('xmp:CreateDate')
            if not d.startswith('D:') or not found or found[0].firstChild.data[:10].replace('-', '') != d[2:10]:
                self.fault('CreationDate and XMP disagree')

    def check_files(self):
        root = self.pdf.Root
        names = root.get('/Names', {})
        files = list(tree_entries(names.EmbeddedFiles, '/Names')) if '/EmbeddedFiles' in names else []
        if [f.objgen for _, f in files] != [f.objgen for f in root.get('/AF', [])]:
            self.fault('attached and associated files differ')
        for name, f in files:
            if str(f.UF) != str(name) or '/AFRelationship' not in f or len(f.EF.F.read_bytes()) != f.EF.F.Params.Size:
                self.fault(f'attachment {name}')
        part = b'3' if files else b'2'
        if b'<pdfaid:part>' + part + b'<' not in root.Metadata.read_bytes():
            self.fault(f'it is not PDF/A-{part.decode()}')

    def text_nodes(self, node):
        for n in node.childNodes:
            if n.nodeType == n.TEXT_NODE:
                if n.data.strip():
                    yield n
            else:
                yield from self.text_nodes(n)


def main():
    bad = 0
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    for name in sys.argv[1:]:
        try:
            pdf = pikepdf.open(name)
        except (pikepdf.PdfError, OSError) as e:
            print(f'{name}: {e}', file=sys.stderr)
            return 2
        check = Check(pdf)
        faults = check.run()
        marks = sum(len(p.marks) for p in check.pages)
        artifacts = sum(len(p.artifacts) for p in check.pages)
        verdict = 'ok' if not faults else f'{len(faults)} faults'
        print(f'{name}: {len(check.pages)} pages, {check.elements} elements, {marks} marks, {artifacts} artifacts: {verdict}')
        for f in faults[:30]:
            print('  ' + f)
        bad += bool(faults)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
