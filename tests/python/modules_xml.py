# xml.etree, minidom, sax, expat and plistlib over our pyexpat: events, namespaces, entities, errors with their places, encodings, threads.
import xml.etree.ElementTree as ET, io, sys, threading
from xml.dom import minidom
import xml.sax, xml.sax.handler, xml.parsers.expat as expat
doc = '''<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE root [<!ENTITY who "World &#38;amp; all"><!ENTITY el "<b>x</b>"><!ATTLIST item kind CDATA "plain"><!ELEMENT root (item*,(a|b)?)>]>
<!-- top -->
<root xmlns="urn:d" xmlns:p="urn:p" a="1 &lt; 2">
  <item id="i1">Hello &who;! &#233;&#xe9;</item>
  <p:item p:x="y" kind='other'><![CDATA[<raw> & ]]>tail</p:item>
  <?pi some data?>
  <empty/><e2 />&el;
</root>
<!-- end -->'''
root = ET.fromstring(doc)
for e in root.iter(): print(repr(e.tag), e.attrib, repr(e.text), repr(e.tail))
print(ET.tostring(root, encoding="unicode"))
print([e.get("id") for e in root.findall("{urn:d}item")], root.find(".//p:item", {"p": "urn:p"}).text, len(list(root)))
ET.indent(root); print(ET.tostring(root).decode()[:80])
for ev, e in ET.iterparse(io.BytesIO(doc.encode()), events=("start", "end", "start-ns", "end-ns", "comment", "pi")): print(ev, getattr(e, "tag", e) if ev not in ("comment", "pi") else e.text)
p = ET.XMLPullParser(["end"]); [p.feed(c) for c in "<a><b>1</b><c x='2'/></a>"]; p.close(); print([(ev, e.tag) for ev, e in p.read_events()])
d = minidom.parseString("<a x='1'><b>text</b><!--c--><![CDATA[cd]]></a>"); print(d.toxml(), d.documentElement.getAttribute("x"), [n.nodeName for n in d.documentElement.childNodes]); print(d.toprettyxml(indent=" "))
class H(xml.sax.ContentHandler):
    def startElement(self, n, a): print("start", n, dict(a), self._loc.getLineNumber(), self._loc.getColumnNumber())
    def setDocumentLocator(self, l): self._loc = l
    def characters(self, c): print("chars", repr(c))
    def endElement(self, n): print("end", n)
xml.sax.parseString(b"<a>\n one\n<b k='v'/>two &amp; three</a>", H())
bads = ["", "<a>", "<a></b>", "<a b></a>", "<a b=1/>", "<a b='1' b='2'/>", "<a>&foo;</a>", "<a>&</a>", "text", "<a/>x", "<a/><b/>", "<x:a/>", "<a", "<a><![CDATA[x</a>", "<a>\x01</a>", "<a><!-- -- --></a>", " <?xml version='1.0'?><a/>", "<a>&#0;</a>", "<a>]]></a>", "<1/>", "<a><b></a></b>", "<?xml version='1.0' encoding='nope'?><a/>", "<a b='<'/>", "</a>", "<a/></a>", "<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>", "\n\n  <a>\n <b>\n</a>", "<a b='1'c='2'/>", "<a b='&lt;&x;'/>", "&amp;", "<a>\n<b x='\n' y></b></a>", "<!-- x", "<?pi", "<a>&#xZ;</a>", "<a >< b/></a>", "<!DOCTYPE", "<a:b:c xmlns:a='u'/>"]
for b in bads:
    try: ET.fromstring(b); print("ok", b)
    except ET.ParseError as e: print(repr(b), e, e.code, e.position)
for b in bads[:4]:
    try: minidom.parseString(b)
    except expat.ExpatError as e: print(type(e), e, e.code, e.lineno, e.offset)
try: ET.fromstring(b"<a>\xff</a>")
except ET.ParseError as e: print(e)
try: xml.sax.parseString(b"<a><b></a>", H())
except xml.sax.SAXParseException as e: print(e)
print(ET.fromstring(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>').text, ET.fromstring("<a>é</a>".encode("utf-16")).text)
P = expat.ParserCreate()
for n in ("StartElementHandler", "EndElementHandler", "CharacterDataHandler", "ProcessingInstructionHandler", "CommentHandler", "StartCdataSectionHandler", "XmlDeclHandler", "StartDoctypeDeclHandler", "EntityDeclHandler", "ElementDeclHandler", "AttlistDeclHandler", "EndDoctypeDeclHandler"):
    setattr(P, n, lambda *a, n=n: print(n, a, *((P.CurrentLineNumber, P.CurrentColumnNumber) if "Element" in n and "Decl" not in n else ())))
P.Parse(doc.encode(), True)
out = []
def work(i): out.append(ET.fromstring(f"<r>{''.join(f'<x>{j*i}</x>' for j in range(100))}</r>"))
ts = [threading.Thread(target=work, args=(i,)) for i in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(sum(int(x.text) for x in r) for r in out))
b = ET.TreeBuilder(); b.start("a", {}); b.data("x"); b.end("a"); print(ET.tostring(b.close())); print(ET.canonicalize("<a  z='1' b='2'/>"))
t = ET.ElementTree(ET.Element("r", k="v<")); ET.SubElement(t.getroot(), "s").text = "a & b"; o = io.BytesIO(); t.write(o, encoding="utf-8", xml_declaration=True); print(o.getvalue())
import plistlib; print(plistlib.loads(plistlib.dumps({"a": [1, True, "x", b"d", 1.5]})))
