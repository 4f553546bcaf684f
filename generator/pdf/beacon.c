/* Beacons: how a mark travels through Cairo.
 *
 * Cairo 1.16 has no means to say "here begins the content of that table cell" that keeps to the structure we want: its tags build a tree of their
 * own, lose attributes and leave text outside tags unmarked. So each painting operation carries its mark in its colour. A component of a
 * colour is 16 bits in Cairo (two colours that differ less are one to it) and is written with six decimals; 8 bits are the ink's, 8 are free,
 * and three components give 24 bits: the serial number of the state (mark and ink) on the page. Black with serial 5 is written
 * "0 0 0.0000762951 rg". The pass over the content (content.c) reads the serial, puts EMC and BDC in its place and sets the true ink.
 *
 * Why it is sound: Cairo writes a colour whenever it differs from the last one, so no operation can be painted without one; the ink's bits
 * must be those of the state's ink; numbers must follow one another, so an operation that Cairo dropped is found; serial 0 is no mark at all.
 *
 * Rejected: an extra tiny filled rectangle or glyph before each change of mark. It too ends the text object, and is itself recorded, analysed
 * and replayed by Cairo: on a table of 180,000 cells 1.08 s (rectangle) and 0.97 s (glyph) against 0.97 s, and it paints where a clip or
 * the page's edge may hide it. Cairo's own tags: 1.25 s and 38 MiB more. Counting shown glyphs in place of any beacon would be twice
 * as fast (0.5 s: cells of a row run together), but one dropped operation would shift every mark after it. */
#include "pdf/pdf_int.h"

#include <math.h>

uint16_t pdf_thousandths(double component) {
  return (uint16_t)lround(1000 * (component < 0 ? 0 : component > 1 ? 1 : component));
}

uint8_t pdf_beacon_ink(uint16_t thousandths) {
  return (uint8_t)((thousandths * 255 + 500) / 1000);
}

static double component(double ink, uint32_t byte) {
  return (double)((uint32_t)pdf_beacon_ink(pdf_thousandths(ink)) << 8 | (byte & 255)) / 65535;
}

void pdf_beacon_color(color ink, uint32_t serial, double out[3]) {
  out[0] = component(ink.r, serial >> 16);
  out[1] = component(ink.g, serial >> 8);
  out[2] = component(ink.b, serial);
}

bool pdf_beacon_read(const double rgb[3], uint32_t *serial, uint8_t ink[3]) {
  *serial = 0;
  for (int i = 0; i < 3; i++) {
    double scaled = rgb[i] * 65535, nearest = nearbyint(scaled);
    if (rgb[i] < 0 || rgb[i] > 1 || fabs(scaled - nearest) > 0.1) return false;
    uint32_t v = (uint32_t)nearest;
    ink[i] = (uint8_t)(v >> 8);
    *serial = *serial << 8 | (v & 255);
  }
  return true;
}
