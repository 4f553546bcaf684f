#include "cli/cli_int.h"

#include <stdio.h>
#include <string.h>

static exit_code command_run(const cli_options *o) {
  if (!strcmp(o->command, "build")) return command_build(o);
  if (!strcmp(o->command, "check")) return command_check(o);
  if (!strcmp(o->command, "list")) return command_list(o);
  if (!strcmp(o->command, "dump")) return command_dump(o);
  if (!strcmp(o->command, "hyphenation")) return command_hyphenation(o);
  if (!strcmp(o->command, "audit")) return command_audit(o);
  if (!strcmp(o->command, "reconcile")) return command_reconcile(o);
  if (!strcmp(o->command, "why")) return command_why(o);
  if (!strcmp(o->command, "specimen")) return command_specimen(o);
  return command_schema(o);
}

int main(int argc, char **argv) {
  arena *a = arena_new();
  cli_options o;
  exit_code end = EXIT_CLEAN;
  if (options_read(a, argc, argv, &o, &end)) end = command_run(&o);
  arena_free(a);
  if (fflush(stdout) != 0 && end == EXIT_CLEAN) end = EXIT_SYSTEM;
  return (int)end;
}
