/*
 * How a job is printed, said in the job. A queue has a default for nearly everything
 * (“lpadmin -o NAME-default=VALUE”) and adds it to each job that does not name it: a
 * second copy of every ticket, a banner on the roll, four pages on one. So a job
 * names all that a paper relies on (RFC 8011 §5.2, and what CUPS's filters know
 * besides). Pure; cups.c sends it.
 */
#ifndef MC_PRINT_JOB_OPTIONS_H
#define MC_PRINT_JOB_OPTIONS_H

#include "print/document.h"
#include <stdbool.h>
#include <stddef.h>

struct mc_job_option {
	const char *name; /* IPP's or CUPS's */
	const char *value; /* as “lp -o NAME=VALUE” writes it */
};

#define MC_JOB_OPTIONS_MAX 24

/* The options of a job that prints `document`; how many were filled in. */
size_t mc_job_options(
	const struct mc_document *document, struct mc_job_option ret_options[MC_JOB_OPTIONS_MAX]);

/*
 * The nth option whose default a queue should leave alone, or NULL behind the last;
 * its default is the attribute NAME-default.
 */
const char *mc_job_option_watched(size_t n);

/* Whether a queue's default of such an option, as text, changes what is printed. */
bool mc_job_option_is_odd(const char *name, const char *value);

#endif
