#include "model/model_int.h"

/* A declaration as text, for goldens: as it is after merging, with parameters put in. */

static void value_line(GString *out, const char *word, const char *text) {
  if (text) g_string_append_printf(out, "    %s %s\n", word, text);
}

static void part(GString *out, const char *word, const char *text) {
  if (text) g_string_append_printf(out, " %s=%s", word, text);
}

static const char *type_word(table_type t) {
  switch (t) {
    case TABLE_TYPE_OWN: return NULL;
    case TABLE_TYPE_TEXT: return "tekst";
    case TABLE_TYPE_INT: return "heltal";
    case TABLE_TYPE_NUMBER: return "tal";
    case TABLE_TYPE_AMOUNT: return "beløb";
    case TABLE_TYPE_PERCENT: return "procent";
    case TABLE_TYPE_DATE: return "dato";
    case TABLE_TYPE_YEAR: return "år";
  }
  g_assert_not_reached();
}

static void dump_source(GString *out, const table_column_decl *c) {
  switch (c->source) {
    case TABLE_FROM_FIELD: part(out, "felt", c->path.text); break;
    case TABLE_FROM_FORMULA: g_string_append_printf(out, " formel={%s} @%u:%u", c->formula.text, c->formula.at.line, c->formula.at.col); break;
    case TABLE_FROM_RULES:
      for (size_t i = 0; i < c->rules.n; i++) {
        const table_rule *r = &c->rules.v[i];
        if (r->when.text) g_string_append_printf(out, " hvis={%s} så={%s}", r->when.text, r->text);
        else g_string_append_printf(out, " ellers={%s}", r->text);
      }
      part(out, "manuelt", c->manual.text);
      part(out, "begrundelse", c->reason.text);
      break;
    case TABLE_FROM_SHARES:
      g_string_append_printf(out, " fordel%s={%s} efter={%s}%s", c->shares.is_number ? "-tal" : "", c->shares.amount.text ? c->shares.amount.text : "-",
                             c->shares.key.text ? c->shares.key.text : "-", c->shares.plain_rounding ? " afrund" : "");
      break;
    case TABLE_FROM_TABLE:
      g_string_append_printf(out, " fra={%s.%s} regn=%d", c->gather.table.text ? c->gather.table.text : "-", c->gather.column.text ? c->gather.column.text : "-", (int)c->gather.take);
      for (size_t i = 0; i < c->gather.where.n; i++) {
        const table_match *m = &c->gather.where.v[i];
        g_string_append_printf(out, " [%s = %s%s]", m->field.text, m->path.text ? "vej " : "", m->path.text ? m->path.text : m->literal);
      }
      break;
  }
}

static void dump_column(GString *out, const table_column_decl *c) {
  g_string_append_printf(out, "    kolonne %s titel=%s enhed=%s del=%d", c->key, c->title ? c->title : "-", c->unit ? c->unit : "-", (int)(c->share * 1000));
  dump_source(out, c);
  part(out, "over", c->over);
  part(out, "type", type_word(c->type));
  if (c->decimals >= 0) g_string_append_printf(out, " decimaler=%d", c->decimals);
  if (c->sum) g_string_append(out, " sum");
  if (c->small) g_string_append(out, " små-tal");
  if (c->hidden) g_string_append(out, " skjult");
  part(out, "skjules-med", c->beside.text);
  part(out, "ikke-når", c->unless.text);
  g_string_append_c(out, '\n');
}

static void dump_rows(GString *out, const table_decl *t) {
  for (size_t i = 0; i < t->lookups.n; i++) {
    const table_lookup *l = &t->lookups.v[i];
    g_string_append_printf(out, "    opslag %s register=%s%s", l->name, l->reg->def->name, l->each ? " flere" : "");
    for (size_t k = 0; k < l->where.n; k++) {
      const table_match *m = &l->where.v[k];
      g_string_append_printf(out, " [%s = %s%s", m->field.text, m->path.text ? "vej " : "", m->path.text ? m->path.text : m->literal);
      if (m->shift) g_string_append_printf(out, " %+d", m->shift);
      g_string_append_c(out, ']');
    }
    part(out, "først", l->first.text);
    g_string_append_c(out, '\n');
  }
  if (t->unprinted) g_string_append(out, "    ikke trykt\n");
  for (size_t i = 0; i < t->only.n; i++) g_string_append_printf(out, "    kun %s = %s\n", t->only.v[i].field.text, t->only.v[i].literal);
  for (size_t i = 0; i < t->filters.n; i++) g_string_append_printf(out, "    filter %s = %s\n", t->filters.v[i].field.text, t->filters.v[i].literal);
  for (size_t i = 0; i < t->conditions.n; i++)
    g_string_append_printf(out, "    betingelse %s @%u:%u\n", t->conditions.v[i].text, t->conditions.v[i].at.line, t->conditions.v[i].at.col);
  for (size_t i = 0; i < t->order.n; i++) g_string_append_printf(out, "    orden %s%s\n", t->order.v[i].path.text, t->order.v[i].descending ? " faldende" : "");
  for (size_t i = 0; i < t->group.n; i++) value_line(out, "gruppér efter", t->group.v[i].text);
  if (t->subtotals) g_string_append(out, "    subtotaler\n");
  if (t->carry) g_string_append(out, "    transport\n");
  if (t->row_numbers) g_string_append(out, "    rækkenumre\n");
  if (t->day.year) g_string_append_printf(out, "    dag %02d-%02d-%04d\n", t->day.day, t->day.month, t->day.year);
  if (t->small_below) g_string_append_printf(out, "    små tal: skjul under %u\n", t->small_below);
}

static void dump_more(GString *out, const table_decl *t) {
  const table_cross *x = &t->cross;
  if (x->given) {
    g_string_append_printf(out, "    krydstabel rækker=%s kolonner=%s celle=%s", x->rows.text ? x->rows.text : "-", x->columns.text ? x->columns.text : "-",
                           x->cell.text ? x->cell.text : "antal");
    for (size_t i = 0; i < x->values.n; i++) g_string_append_printf(out, " [%s%s%s]", x->values.v[i].text, i < x->titles.n ? ": " : "", i < x->titles.n ? x->titles.v[i] : "");
    part(out, "over", x->over);
    g_string_append(out, x->sum ? " sum\n" : "\n");
  }
  const table_chart *c = &t->chart;
  if (c->kind == TABLE_CHART_NONE) return;
  g_string_append_printf(out, "    diagram %s kategori=%s", c->kind == TABLE_CHART_BARS ? "søjler" : "linjer", c->category.text ? c->category.text : "-");
  for (size_t i = 0; i < c->values.n; i++) g_string_append_printf(out, " [%s]", c->values.v[i].text);
  part(out, "titel", c->title);
  part(out, "alt", c->alt);
  g_string_append_c(out, '\n');
}

void dump_table(GString *out, const table_decl *t) {
  g_string_append_printf(out, "  tabel %s: %s\n", t->id, t->title);
  value_line(out, "standard", t->standard);
  if (t->reg) value_line(out, "register", t->reg->def->name);
  for (size_t i = 0; i < t->parameters.n; i++) g_string_append_printf(out, "    parameter %s = %s\n", t->parameters.v[i].name, t->parameters.v[i].text);
  for (size_t i = 0; i < t->columns.n; i++) dump_column(out, &t->columns.v[i]);
  dump_rows(out, t);
  dump_more(out, t);
  value_line(out, "note", t->note);
  value_line(out, "kilde", t->source);
  value_line(out, "resumé", t->summary);
  for (size_t i = 0; i < t->prose_rows; i++) {
    g_string_append(out, "    |");
    for (size_t k = 0; k < t->prose_columns; k++) {
      g_string_append_c(out, ' ');
      dump_inlines(out, t->prose[i][k]);
      g_string_append(out, " |");
    }
    g_string_append_c(out, '\n');
  }
}
