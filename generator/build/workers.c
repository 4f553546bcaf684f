/* Workers are processes, not threads: a crash in one document cannot hurt the others, and libraries need share nothing. They are forked
 * when content and styles are loaded, so these are loaded once; fonts each worker opens itself (3 ms), because Pango starts threads for
 * fontconfig, and a lock that such a thread holds while we fork would never be let go in the child. A pipe of tickets hands out the jobs: each worker takes the next
 * number when it is free. Each answers on a pipe of its own, one message a job. */
#include "build/build_int.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct process { pid_t pid; int answers; GString *got; } process;

static void job_run(arena *a, diag *d, const build_plan *p, void *worker, size_t i, const char *into, job_result *r) {
  const char *error = NULL;
  r->end = p->jobs[i].run(worker, &p->jobs[i], into, a, d, &r->outputs, &error);
  r->error = r->end == JOB_DONE ? NULL : arena_strdup(a, error ? error : "?");
}

/* ---- a message: job, end, counts, strings with their lengths; then the packed diagnostics ---- */
static void put_number(GString *s, uint32_t n) { g_string_append_len(s, (const char *)&n, sizeof n); }
static void put_text(GString *s, const char *t) {
  put_number(s, (uint32_t)(t ? strlen(t) : 0));
  g_string_append(s, t ? t : "");
}

static GString *message_pack(size_t job, const job_result *r, const diag *d) {
  GString *s = g_string_new(NULL);
  put_number(s, 0);                                /* the message's length, set below */
  put_number(s, (uint32_t)job);
  put_number(s, (uint32_t)r->end);
  put_text(s, r->error);
  put_number(s, (uint32_t)r->outputs.n);
  for (size_t i = 0; i < r->outputs.n; i++) {
    put_text(s, r->outputs.v[i].document);
    put_text(s, r->outputs.v[i].file);
    put_number(s, (uint32_t)r->outputs.v[i].pages);
  }
  diag_pack(d, s);
  uint32_t length = (uint32_t)s->len;
  memcpy(s->str, &length, sizeof length);
  return s;
}

static bool take_number(const char **p, const char *end, uint32_t *n) {
  if ((size_t)(end - *p) < sizeof *n) return false;
  memcpy(n, *p, sizeof *n);
  *p += sizeof *n;
  return true;
}

static bool take_text(arena *a, const char **p, const char *end, const char **t) {
  uint32_t n;
  if (!take_number(p, end, &n) || (size_t)(end - *p) < n) return false;
  *t = arena_strndup(a, *p, n);
  *p += n;
  return true;
}

static bool message_unpack(arena *a, diag *d, const char *p, const char *end, job_result *results, size_t count) {
  uint32_t job, state, outputs;
  if (!take_number(&p, end, &job) || job >= count || !take_number(&p, end, &state)) return false;
  job_result *r = &results[job];
  if (!take_text(a, &p, end, &r->error) || !take_number(&p, end, &outputs)) return false;
  for (uint32_t i = 0; i < outputs; i++) {
    build_output o = { 0 };
    uint32_t pages;
    if (!take_text(a, &p, end, &o.document) || !take_text(a, &p, end, &o.file) || !take_number(&p, end, &pages)) return false;
    o.pages = (int)pages;
    LIST_PUSH(a, &r->outputs, o);
  }
  r->end = (job_end)state;
  return diag_unpack(d, p, (size_t)(end - p));
}

/* Takes every whole message out of what has come. */
static bool messages_take(arena *a, diag *d, process *w, job_result *results, size_t count) {
  size_t at = 0;
  uint32_t length;
  while (w->got->len - at >= sizeof length) {
    memcpy(&length, w->got->str + at, sizeof length);
    if (length < sizeof length || w->got->len - at < length) break;
    if (!message_unpack(a, d, w->got->str + at + sizeof length, w->got->str + at + length, results, count)) return false;
    at += length;
  }
  g_string_erase(w->got, 0, (gssize)at);
  return true;
}

static bool write_all(int f, const char *s, size_t n) {
  while (n) {
    ssize_t k = write(f, s, n);
    if (k < 0 && errno == EINTR) continue;
    if (k <= 0) return false;
    s += k;
    n -= (size_t)k;
  }
  return true;
}

/* The child's whole life. Ends by _exit: what the parent has buffered is not ours to write. */
G_GNUC_NORETURN static void worker_live(const build_plan *p, diag *d, int tickets, int answers, const char *into) {
  uint32_t job;
  void *worker = p->worker_open(p->worker_context, d);
  while (read(tickets, &job, sizeof job) == (ssize_t)sizeof job) {
    arena *a = arena_new();
    job_result r = { 0 };
    job_run(a, d, p, worker, job, into, &r);
    GString *s = message_pack(job, &r, d);
    bool good = write_all(answers, s->str, s->len);
    g_string_free(s, TRUE);
    arena_free(a);
    if (!good) _exit(1);
  }
  _exit(0);
}

static bool worker_start(const build_plan *p, diag *d, int tickets[2], const char *into, process *w, int others) {
  int pipe_of[2];
  if (pipe(pipe_of) != 0) return false;
  w->pid = fork();
  if (w->pid < 0) { close(pipe_of[0]); close(pipe_of[1]); return false; }
  if (w->pid == 0) {
    close(tickets[1]);
    close(pipe_of[0]);
    for (int i = 1; i <= others; i++) close(w[-i].answers);
    worker_live(p, d, tickets[0], pipe_of[1], into);
  }
  close(pipe_of[1]);
  w->answers = pipe_of[0];
  w->got = g_string_new(NULL);
  return true;
}

/* Reads until every pipe has ended. */
static bool answers_collect(arena *a, diag *d, process *w, int n, job_result *results, size_t count) {
  bool good = true;
  struct pollfd *polls = g_new0(struct pollfd, (size_t)n);
  char *piece = g_malloc(1 << 16);
  for (int open = n; open > 0 && good;) {
    for (int i = 0; i < n; i++) polls[i] = (struct pollfd){ .fd = w[i].answers, .events = POLLIN };
    if (poll(polls, (nfds_t)n, -1) < 0 && errno != EINTR) { good = false; break; }
    for (int i = 0; i < n; i++) {
      if (w[i].answers < 0 || !polls[i].revents) continue;
      ssize_t k = read(w[i].answers, piece, 1 << 16);
      if (k > 0) {
        g_string_append_len(w[i].got, piece, k);
        if (!messages_take(a, d, &w[i], results, count)) good = false;
      } else if (k == 0 || errno != EINTR) {
        close(w[i].answers);
        w[i].answers = -1;
        open--;
      }
    }
  }
  g_free(piece);
  g_free(polls);
  return good;
}

bool workers_run(arena *a, diag *d, const build_plan *p, const char *into, job_result *results, const char **error) {
  int n = (size_t)p->workers < p->count ? p->workers : (int)p->count;
  if (p->workers <= 1) {
    void *worker = p->worker_open(p->worker_context, d);
    for (size_t i = 0; i < p->count; i++) {
      arena *own = arena_new();
      job_result r = { 0 };
      job_run(own, d, p, worker, i, into, &r);
      results[i].end = r.end;
      results[i].error = arena_strdup(a, r.error);
      for (size_t k = 0; k < r.outputs.n; k++) {
        build_output o = r.outputs.v[k];
        LIST_PUSH(a, &results[i].outputs, ((build_output){ arena_strdup(a, o.document), arena_strdup(a, o.file), o.pages }));
      }
      arena_free(own);
    }
    return true;
  }
  int tickets[2];
  if (pipe(tickets) != 0) { *error = arena_strdup(a, system_reason(errno)); return false; }
  process *w = g_new0(process, (size_t)n);
  int started = 0;
  bool good = true;
  while (started < n && (good = worker_start(p, d, tickets, into, &w[started], started))) started++;
  if (!good) *error = arena_strdup(a, system_reason(errno));
  close(tickets[0]);
  for (uint32_t i = 0; good && i < p->count; i++) good = write_all(tickets[1], (const char *)&i, sizeof i);
  close(tickets[1]);
  if (!answers_collect(a, d, w, started, results, p->count)) { good = false; *error = "et svar fra en arbejder var ikke helt"; }
  for (int i = 0; i < started; i++) {
    while (waitpid(w[i].pid, NULL, 0) < 0 && errno == EINTR) continue;
    if (w[i].answers >= 0) close(w[i].answers);
    g_string_free(w[i].got, TRUE);
  }
  g_free(w);
  return good;
}
