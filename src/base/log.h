/* Log lines (English, for the administrator): syslog, and stderr when asked. Never used by pure rooms. */
#ifndef MC_BASE_LOG_H
#define MC_BASE_LOG_H

#include <motcua/status.h>
#include <stdbool.h>

enum mc_log_level { MC_LOG_ERROR, MC_LOG_WARNING, MC_LOG_INFO };

void mc_log_open(const char *program, bool to_stderr);
void mc_log(enum mc_log_level level, const char *format, ...) MC_PRINTF(2, 3);

#endif
