/* The catalogue of messages, from the .def files: one entry an id, in the order of the enumeration. */
#include "diag/diag.h"

static const diag_entry entries[] = {
#define DIAG(name, code, severity, da, en, da_hint, en_hint, explanation) \
  { #name, code, SEVERITY_##severity, { da, en }, { da_hint, en_hint }, explanation },
#include "diag/catalogue/all.def"
#undef DIAG
};

/* The entry of an id. The text is static. */
const diag_entry *diag_lookup(diag_id id) {
  g_assert((size_t)id < G_N_ELEMENTS(entries));
  return &entries[id];
}
