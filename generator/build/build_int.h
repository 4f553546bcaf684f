/* Inside build/ only. */
#ifndef BUILD_BUILD_INT_H
#define BUILD_BUILD_INT_H
#include "build/build.h"

typedef struct job_result { job_end end; const char *error; build_outputs outputs; } job_result;

/* Runs all jobs, files into `into`; results[i] belongs to job i. False: processes or pipes could not be had (*error). */
bool workers_run(arena *a, diag *d, const build_plan *p, const char *into, job_result *results, const char **error);

/* Moves the fresh files into the target and writes the manifest. */
bool replace_outputs(arena *a, const build_plan *p, const char *fresh, const job_result *results, build_report *report, const char **error);
/* Empties and removes a folder of plain files; quiet when it is not there. */
void folder_remove(const char *path);
#endif
