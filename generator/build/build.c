#include "build/build_int.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Two runs on one target wait for each other. The lock goes when the file is closed, also when the program dies. */
static int target_lock(const char *target) {
  char *path = g_build_filename(target, ".laas", NULL);
  int f = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  g_free(path);
  if (f < 0) return -1;
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  while (fcntl(f, F_SETLKW, &whole) != 0) {
    if (errno == EINTR) continue;
    close(f);
    return -1;
  }
  return f;
}

static build_end results_judge(arena *a, const diag *d, const build_plan *p, const job_result *results, const char **error) {
  for (size_t i = 0; i < p->count; i++) {
    if (results[i].end == JOB_MISSING) {
      *error = arena_printf(a, "arbejdet med »%s« gik ned", p->jobs[i].name);
      return BUILD_FAULT;
    }
    if (results[i].end != JOB_DONE) {
      *error = arena_printf(a, "%s: %s", p->jobs[i].name, results[i].error);
      return results[i].end == JOB_SYSTEM ? BUILD_SYSTEM : BUILD_FAULT;
    }
  }
  if (diag_count(d, SEVERITY_SYSTEM)) { *error = NULL; return BUILD_SYSTEM; }
  return diag_count(d, SEVERITY_ERROR) ? BUILD_MISTAKES : BUILD_DONE;
}

build_end build_run(arena *a, diag *d, const build_plan *p, build_report *report, const char **error) {
  const char *system_error = NULL;
  if (!file_make_folder(p->target, &system_error)) {
    *error = arena_printf(a, "%s: %s", p->target, system_error);
    return BUILD_SYSTEM;
  }
  int lock = target_lock(p->target);
  if (lock < 0) {
    *error = arena_printf(a, "%s: %s", p->target, system_reason(errno));
    return BUILD_SYSTEM;
  }
  char *fresh = g_build_filename(p->target, ".ny", NULL);
  folder_remove(fresh);                            /* left by a run that was killed */
  build_end end = BUILD_SYSTEM;
  if (!file_make_folder(fresh, &system_error)) *error = arena_printf(a, "%s: %s", fresh, system_error);
  else {
    job_result *results = ARENA_ARRAY(a, job_result, p->count ? p->count : 1);
    if (workers_run(a, d, p, fresh, results, error)) {
      diag_gather(d, DIAG_LAYOUT_PAGES);
      diag_gather(d, DIAG_LAYOUT_PAGES_FEW);
      end = results_judge(a, d, p, results, error);
      if (end == BUILD_DONE && !replace_outputs(a, p, fresh, results, report, error)) end = BUILD_SYSTEM;
    }
  }
  folder_remove(fresh);
  g_free(fresh);
  close(lock);
  return end;
}
