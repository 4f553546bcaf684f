/* build/: jobs, workers, atomic replacement, manifest. Knows no content: a job is a function. For cli. */
#ifndef BUILD_BUILD_H
#define BUILD_BUILD_H
#include "diag/diag.h"

typedef struct build_output { const char *document, *file; int pages; } build_output;   /* file: name inside the target folder; pages 0 = no PDF */
typedef LIST(build_output) build_outputs;
typedef struct build_job build_job;
typedef enum job_end { JOB_MISSING, JOB_DONE, JOB_SYSTEM, JOB_FAULT } job_end;
/* Does one job: writes its files into folder `into`, adds each to out (strings in a). Content mistakes go to d, and the job is done. A fault of
 * the system (disk full) or of ours gives its text in *error (borrowed until the job's end). A job must not change what another job reads. */
typedef job_end (*build_fn)(void *worker, const build_job *job, const char *into, arena *a, diag *d, build_outputs *out, const char **error);
struct build_job { const char *name; build_fn run; const void *context; };

typedef struct build_plan {
  const char *target;             /* output/FOLDERNAME */
  const build_job *jobs; size_t count;
  int workers;                    /* 1: everything in this process */
  bool partial;                   /* --only: outputs of other documents stay, in the manifest too */
  /* What a worker needs (fonts), opened by itself: libraries may start threads, and a process that has any must not be forked. Given to each
   * job; NULL when it could not be had (reported to d). It is not closed: with workers == 1 the caller keeps it for the next plan. */
  void *(*worker_open)(void *context, diag *d); void *worker_context;
} build_plan;

typedef enum build_end { BUILD_DONE, BUILD_MISTAKES, BUILD_SYSTEM, BUILD_FAULT } build_end;
typedef enum build_state { STATE_SAME, STATE_CHANGED, STATE_NEW, STATE_GONE } build_state;
typedef struct build_change { const char *document, *file; int pages; build_state state; } build_change;
typedef struct build_report { LIST(build_change) files; } build_report;   /* in the order of jobs; gone ones last */

/* Runs the jobs, all files into a fresh folder inside the target; only when every job is clean they replace the target's files, one rename each,
 * and manifest.json last. Otherwise the target stays as it was. The result is the same for any number of workers. *error (in a) is set for
 * BUILD_SYSTEM and BUILD_FAULT. */
build_end build_run(arena *a, diag *d, const build_plan *p, build_report *report, const char **error);
#endif
