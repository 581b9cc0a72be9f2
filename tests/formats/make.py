#!/usr/bin/env python3
"""Makes the authored fixtures of this folder from story.txt: the same invented story in every format.

Needs LibreOffice (soffice) and Chromium on the PATH: Debian `libreoffice-writer-nogui chromium fonts-ebgaramond
fonts-liberation`. Run it only to change the fixtures: the files it writes are committed. Standard library only.

  make.py [OUT]     OUT: folder for the files, this folder if left out
"""
import html, pathlib, re, shutil, subprocess, sys, tempfile, zipfile

HERE = pathlib.Path(__file__).parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
TITLE, AUTHORS, DATE = "The flood that nobody filed", ["Alison Grant", "Thomas Birch"], "2024-03-06"
STEM = "flood"


def story():
    """(kind, text) of every line of the story."""
    kinds = {"# ": "title", "## ": "h2", "- ": "li", "> ": "quote"}
    found = []
    for number, line in enumerate((HERE / "story.txt").read_text(encoding="utf-8").split("\n")):
        if not line:
            continue
        kind = next((kind for mark, kind in kinds.items() if line.startswith(mark)), "p")
        mark = next((mark for mark in kinds if line.startswith(mark)), "")
        if number in (1, 2):
            kind = ("byline", "date")[number - 1]
        found.append((kind, line[len(mark):]))
    return found


def flat_odt(columns, hyphens, note):
    """The story as a flat OpenDocument text: running head, page numbers, justified."""
    styles = {"title": "Title", "h2": "Heading_20_2", "quote": "Quotations", "byline": "By", "date": "By"}
    body, items = [], []

    def close():
        if items:
            body.append('<text:list text:style-name="L1">' + "".join(items) + "</text:list>")
            items.clear()

    noted = False
    opened = False
    for kind, text in story():
        text = html.escape(text, quote=False)
        if note and not noted and kind == "p":
            noted = True
            text += ('<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                     "<text:note-body><text:p>The clerk asked not to be named.</text:p></text:note-body></text:note>")
        if kind == "li":
            items.append(f'<text:list-item><text:p text:style-name="Body">{text}</text:p></text:list-item>')
            continue
        close()
        if kind == "p" and not opened and columns > 1:
            opened = True
            body.append('<text:section text:style-name="Columns" text:name="c">')
        if kind == "h2":
            body.append(f'<text:h text:outline-level="2" text:style-name="Heading_20_2">{text}</text:h>')
        else:
            body.append(f'<text:p text:style-name="{styles.get(kind, "Body")}">{text}</text:p>')
    close()
    if note:
        body.append('<table:table table:name="t"><table:table-column table:number-columns-repeated="2"/>' + "".join(
            "<table:table-row>" + "".join(
                f'<table:table-cell><text:p text:style-name="Body">{cell}</text:p></table:table-cell>' for cell in row)
            + "</table:table-row>" for row in (("Survey", "Litres a second"), ("1987", "11"), ("1992", "19")))
            + "</table:table>")
    if opened:
        body.append("</text:section>")
    hyphenate = ' fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"' if hyphens else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHORS[0]}</meta:initial-creator><dc:creator>admin</dc:creator>
<meta:creation-date>2024-03-04T09:00:00</meta:creation-date><dc:date>2025-01-01T00:00:00</dc:date></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="EB Garamond" fo:font-family="'EB Garamond'" fo:font-size="10pt" fo:language="en" fo:country="US"{hyphenate}/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify" fo:text-indent="0.4cm"/></style:style>
<style:style style:name="By" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center" fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="Standard"><style:paragraph-properties style:page-number="41" fo:text-align="center" fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="0.8cm" fo:margin-right="0.8cm" fo:margin-top="0.2cm" fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="Columns" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.4cm"/></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="1.6cm" fo:margin-right="1.6cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">
<style:header><text:p text:style-name="Header">Wickfield Quarterly Review</text:p></style:header>
<style:footer><text:p text:style-name="Footer">Page <text:page-number>41</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>"""


def soft(text):
    """Soft hyphens between two consonants in long words: Chromium without a dictionary breaks only there."""
    return re.sub(r"(?<=[a-z]{2}[b-df-hj-np-tv-z])(?=[b-df-hj-np-tv-z][a-z]{3})", "\u00ad", text)


def page(columns):
    """The story as a web page to print: ligatures, hyphens, columns, a running head and foot on every page."""
    tags = {"title": "h1", "h2": "h2", "li": "li", "quote": "blockquote"}
    body = "".join(f"<{tags.get(kind, 'p')} class={kind}>{html.escape(soft(text), quote=False)}</{tags.get(kind, 'p')}>"
                   for kind, text in story() if kind != "title")
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{TITLE}</title><style>
@page {{ size: A5; margin: 18mm 14mm; @top-center {{ content: "Wickfield Quarterly Review"; font-size: 8pt; }} @bottom-center {{ content: counter(page); font-size: 8pt; }} }}
body {{ font: 9.5pt/1.3 'Liberation Serif', serif; font-variant-ligatures: common-ligatures; hyphens: auto; text-align: justify; }}
main {{ column-count: {columns}; column-gap: 7mm; }} h1 {{ font-size: 20pt; text-align: center; hyphens: none; }} h2 {{ font-size: 12pt; }}
p {{ margin: 0 0 .5em; }}</style></head><body><h1>{TITLE}</h1><main>{body}</main></body></html>"""


def epub(path):
    tags = {"title": "h1", "h2": "h2", "li": "li", "quote": "blockquote"}
    chapters, current = [], []
    for kind, text in story():
        if kind == "h2" and current:
            chapters.append(current)
            current = []
        current.append((kind, text))
    chapters.append(current)

    def chapter(parts, number):
        body = "".join(f"<{tags.get(kind, 'p')}>{html.escape(text, quote=False)}</{tags.get(kind, 'p')}>" for kind, text in parts)
        return ('<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
                'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>'
                f'<span epub:type="pagebreak" id="p{number}" title="{number}"/>{body}</body></html>')

    creators = "".join(f"<dc:creator>{name}</dc:creator>" for name in AUTHORS)
    items = "".join(f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9780000000002</dc:identifier><dc:title>{TITLE}</dc:title>{creators}
<dc:date>{DATE}</dc:date><dc:language>en-GB</dc:language><dc:publisher>Wickfield Press</dc:publisher><meta property="dcterms:modified">2025-01-01T00:00:00Z</meta></metadata>
<manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>"""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        def put(name, text, kind=zipfile.ZIP_DEFLATED):
            info = zipfile.ZipInfo(name, (2024, 3, 6, 0, 0, 0))
            info.compress_type = kind
            book.writestr(info, text)
        put("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        put("META-INF/container.xml", '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        put("OPS/package.opf", package)
        put("OPS/nav.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li>Contents</li></ol></nav></body></html>')
        for number, parts in enumerate(chapters):
            put(f"OPS/text/c {number}.xhtml", chapter(parts, number + 41))


def mhtml():
    """A web archive as Chromium writes it: quoted-printable page, a picture in base64."""
    import base64, quopri
    tags = {"title": "h1", "h2": "h2", "li": "li", "quote": "blockquote"}
    body = "".join(f"<{tags.get(kind, 'p')}>{html.escape(text, quote=False)}</{tags.get(kind, 'p')}>" for kind, text in story())
    document = (f'<!DOCTYPE html><html lang="en"><head><title>{TITLE} | Wickfield Quarterly Review</title>'
                '<meta property="og:site_name" content="Wickfield Quarterly Review"></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>'
                f'<article><img src="https://wickfield.example/a.png">{body}</article><footer>© Wickfield Quarterly Review</footer></body></html>')
    text = quopri.encodestring(document.encode("utf-8")).decode("ascii").replace("\n", "\r\n")
    picture = base64.encodebytes(bytes(600)).decode("ascii").replace("\n", "\r\n")
    return ("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://wickfield.example/2024/03/flood\r\n"
            "Subject: =?utf-8?Q?The=20flood=20that=20nobody=20filed?=\r\nDate: Fri, 8 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b----"\r\n\r\n\r\n------b----\r\nContent-Type: text/html\r\n'
            "Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            f"Content-Location: https://wickfield.example/2024/03/flood\r\n\r\n{text}\r\n"
            "------b----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://wickfield.example/a.png\r\n\r\n"
            f"{picture}\r\n------b------\r\n")


def single_file():
    tags = {"title": "h1", "h2": "h2", "li": "li", "quote": "blockquote"}
    body = "".join(f"<{tags.get(kind, 'p')}>{html.escape(text, quote=False)}</{tags.get(kind, 'p')}>" for kind, text in story())
    return ("<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://wickfield.example/2024/03/flood \n"
            " saved date: Fri Mar 08 2024 10:00:00 GMT+0000 (Greenwich Mean Time)\n--><head><meta charset=utf-8>"
            f"<title>{TITLE}</title><link rel=icon href=\"data:image/png;base64,{'iVBORw0KGgo' * 60}\"></head><body><article>"
            f"<img src=\"data:image/png;base64,{'iVBORw0KGgo' * 400}\">{body}</article></body></html>")


def convert(source, target, folder):
    kind = target.suffix[1:]
    export = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format"}[kind]
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", export,
                    "--outdir", str(folder), str(source)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.move(folder / (source.stem + "." + kind), target)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for columns in (1, 2):
            source = folder / f"source{columns}.fodt"
            source.write_text(flat_odt(columns, True, False), encoding="utf-8")
            convert(source, OUT / f"{STEM}-office-{columns}.pdf", folder)
            web = folder / f"web{columns}.html"
            web.write_text(page(columns), encoding="utf-8")
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                            f"--print-to-pdf={OUT / f'{STEM}-browser-{columns}.pdf'}", str(web)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        source = folder / "document.fodt"
        source.write_text(flat_odt(1, False, True), encoding="utf-8")
        for kind in ("odt", "docx", "rtf"):
            convert(source, OUT / f"{STEM}.{kind}", folder)
    epub(OUT / f"{STEM}.epub")
    (OUT / f"{STEM}.mhtml").write_text(mhtml(), encoding="ascii", newline="")
    (OUT / f"{STEM}-singlefile.html").write_text(single_file(), encoding="utf-8")


if __name__ == "__main__":
    main()
