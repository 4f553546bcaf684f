/* JSON written out, indented by two, keys in the order they come. */
#include "load/schema_int.h"

void json_string(writer *w, const char *s) {
  g_string_append_c(w->out, '"');
  for (; *s; s++) {
    if (*s == '"' || *s == '\\') g_string_append_printf(w->out, "\\%c", *s);
    else if ((unsigned char)*s < 0x20) g_string_append_printf(w->out, "\\u%04x", (unsigned)*s);
    else g_string_append_c(w->out, *s);
  }
  g_string_append_c(w->out, '"');
}

void json_item(writer *w) {
  if (!w->first) g_string_append_c(w->out, ',');
  g_string_append_c(w->out, '\n');
  for (unsigned i = 0; i < w->depth; i++) g_string_append(w->out, "  ");
  w->first = false;
}

void json_key(writer *w, const char *name) {
  json_item(w);
  json_string(w, name);
  g_string_append(w->out, ": ");
}

void json_open(writer *w, char bracket) {
  g_string_append_c(w->out, bracket);
  w->depth++;
  w->first = true;
}

void json_close(writer *w, char bracket) {
  w->depth--;
  if (!w->first) {
    g_string_append_c(w->out, '\n');
    for (unsigned i = 0; i < w->depth; i++) g_string_append(w->out, "  ");
  }
  g_string_append_c(w->out, bracket);
  w->first = false;
}

void json_key_string(writer *w, const char *name, const char *s) {
  json_key(w, name);
  json_string(w, s);
}

void json_key_raw(writer *w, const char *name, const char *json) {
  json_key(w, name);
  g_string_append(w->out, json);
}

void json_described(writer *w, const char *name, const char *type, const char *help) {
  json_key(w, name);
  json_open(w, '{');
  json_key_raw(w, "type", type);
  json_key_string(w, "description", help);
  json_close(w, '}');
}
