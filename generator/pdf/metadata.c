/* What the file says of itself: the XMP packet (ISO 16684-1, ISO 19005-2 6.6), the Info dictionary that must agree with it, and the output intent.
 * The only date is the content's; there is no clock here. */
#include "pdf/pdf_int.h"

#include <string.h>

#include "srgb_icc.h"

static const char creator[] = "rammeaftale";

void pdf_date(GString *s, date d) {
  g_string_append_printf(s, "(D:%04d%02d%02d000000Z)", d.year, d.month, d.day);
}

static void put_escaped(GString *s, const char *text) {
  gchar *e = g_markup_escape_text(text, -1);
  g_string_append(s, e);
  g_free(e);
}

/* A property of plain text. */
static void put_plain(GString *s, const char *name, const char *text) {
  if (!text || !*text) return;
  g_string_append_printf(s, "<%s>", name);
  put_escaped(s, text);
  g_string_append_printf(s, "</%s>\n", name);
}

/* One item in a list: kind Alt (by language), Seq (ordered) or Bag. */
static void put_item(GString *s, const char *name, const char *kind, const char *text) {
  if (!text || !*text) return;
  g_string_append_printf(s, "<%s><rdf:%s><rdf:li%s>", name, kind, strcmp(kind, "Alt") ? "" : " xml:lang=\"x-default\"");
  put_escaped(s, text);
  g_string_append_printf(s, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

/* Key words stand between semicolons or commas. */
static void put_key_words(GString *s, const char *keywords) {
  if (!keywords || !*keywords) return;
  gchar **words = g_strsplit_set(keywords, ";,", -1);
  g_string_append(s, "<dc:subject><rdf:Bag>");
  for (gchar **w = words; *w; w++) {
    if (!*g_strstrip(*w)) continue;
    g_string_append(s, "<rdf:li>");
    put_escaped(s, *w);
    g_string_append(s, "</rdf:li>");
  }
  g_string_append(s, "</rdf:Bag></dc:subject>\n");
  g_strfreev(words);
}

static void put_dates(GString *s, date d) {
  if (d.year == 0) return;
  static const char *const names[] = { "CreateDate", "ModifyDate", "MetadataDate" };
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    g_string_append_printf(s, "<xmp:%s>%04d-%02d-%02dT00:00:00Z</xmp:%s>\n", names[i], d.year, d.month, d.day, names[i]);
}

/* PDF/A allows only properties that it knows or that the packet describes; it does not know PDF/UA's (ISO 19005-2 6.6.2.3). */
static const char extension[] =
  "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
  " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
  "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
  "<pdfaSchema:schema>PDF/UA universal accessibility</pdfaSchema:schema>\n"
  "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
  "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
  "<pdfaProperty:name>part</pdfaProperty:name>\n"
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
  "<pdfaProperty:category>internal</pdfaProperty:category>\n"
  "<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>\n"
  "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
  "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
  "</rdf:Description>\n";

static void put_packet(pdf_job *j, GString *s) {
  const doc_info *i = &j->r->info;
  g_string_append(s, "<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                     "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                     " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                     " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
  put_plain(s, "dc:format", "application/pdf");
  put_item(s, "dc:title", "Alt", i->title);
  put_item(s, "dc:creator", "Seq", i->author);
  put_item(s, "dc:description", "Alt", i->subject);
  put_item(s, "dc:language", "Bag", i->lang);
  put_key_words(s, i->keywords);
  put_plain(s, "pdf:Keywords", i->keywords);
  put_plain(s, "pdf:Producer", pdf_source_producer(j->source));
  put_plain(s, "xmp:CreatorTool", creator);
  put_dates(s, i->created);
  put_plain(s, "pdfaid:part", j->attachment_count ? "3" : "2");
  put_plain(s, "pdfaid:conformance", "A");
  put_plain(s, "pdfuaid:part", "1");
  g_string_append(s, "</rdf:Description>\n");
  g_string_append(s, extension);
  g_string_append(s, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* Not packed: tools that know no PDF find it. */
int pdf_metadata_write(pdf_job *j) {
  int object = pdf_out_reserve(j->out, 1);
  GString *s = g_string_new(NULL);
  put_packet(j, s);
  pdf_out_stream(j->out, object, "/Type/Metadata/Subtype/XML", s->str, s->len, false);
  g_string_free(s, TRUE);
  return object;
}

static void put_info(GString *s, const char *key, const char *text) {
  if (!text || !*text) return;
  g_string_append(s, key);
  pdf_put_text(s, text);
}

int pdf_info_write(pdf_job *j) {
  const doc_info *i = &j->r->info;
  int object = pdf_out_reserve(j->out, 1);
  GString *s = pdf_out_begin(j->out, object);
  g_string_append(s, "<<");
  put_info(s, "/Title", i->title);
  put_info(s, "/Author", i->author);
  put_info(s, "/Subject", i->subject);
  put_info(s, "/Keywords", i->keywords);
  put_info(s, "/Creator", creator);
  put_info(s, "/Producer", pdf_source_producer(j->source));
  if (i->created.year) {
    g_string_append(s, "/CreationDate");
    pdf_date(s, i->created);
    g_string_append(s, "/ModDate");
    pdf_date(s, i->created);
  }
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  return object;
}

int pdf_intent_write(pdf_job *j) {
  int profile = pdf_out_reserve(j->out, 1), object = pdf_out_reserve(j->out, 1);
  pdf_out_stream(j->out, profile, "/N 3", srgb_icc, sizeof srgb_icc, true);
  GString *s = pdf_out_begin(j->out, object);
  g_string_append(s, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                     "/RegistryName(http://www.color.org)/DestOutputProfile");
  pdf_put_ref(s, profile);
  g_string_append(s, ">>");
  pdf_out_end(j->out);
  return object;
}
