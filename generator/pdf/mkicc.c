/* Build tool: writes srgb_icc.h, a small sRGB profile for the PDF's output intent. lcms2 stamps the time of making; it is replaced by a fixed date
 * (ICC.1:2010 7.2.10) and the profile's id, a digest of all, is left out (7.2.18), so that every build gives the same bytes. */
#include <lcms2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DATE = 24, DATE_LENGTH = 12, ID = 84, ID_LENGTH = 16 };   /* offsets in the profile's head */

int main(void) {
  cmsHPROFILE profile = cmsCreate_sRGBProfile();
  cmsUInt32Number n = 0;
  if (!profile) return 1;
  cmsSetProfileVersion(profile, 4.2);
  if (!cmsSaveProfileToMem(profile, NULL, &n)) return 1;
  unsigned char *bytes = malloc(n);
  if (!bytes || !cmsSaveProfileToMem(profile, bytes, &n)) return 1;
  static const unsigned char date[DATE_LENGTH] = { 2000 >> 8, 2000 & 255, 0, 1, 0, 1 };
  memcpy(bytes + DATE, date, DATE_LENGTH);
  memset(bytes + ID, 0, ID_LENGTH);
  puts("/* Made by mkicc. */\nstatic const unsigned char srgb_icc[] = {");
  for (cmsUInt32Number i = 0; i < n; i++) printf("%u,%s", bytes[i], i % 24 == 23 ? "\n" : "");
  puts("\n};");
  free(bytes);
  cmsCloseProfile(profile);
  return fflush(stdout) == 0 ? 0 : 1;
}
