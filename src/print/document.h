/* What is sent to a queue or written into a folder: the page in the form that is taken there. */
#ifndef MC_PRINT_DOCUMENT_H
#define MC_PRINT_DOCUMENT_H

#include "print/driver.h"
#include "print/render.h"
#include "print/transport.h"

struct mc_document {
	const char *mime; /* static */
	enum mc_render_format format;
	enum mc_media media;
	struct mc_driver driver;
};

/* Whether the queue takes papers now. MC_REFUSED says why not, and how it is mended. */
MC_CHECKED enum mc_status mc_queue_check(
	const struct mc_queue *queue, const char *name, struct mc_error *err);

/*
 * Chooses by the printer's driver and width and by what the queue says of itself:
 * `auto` sends ESC/POS to a queue that takes it or passes bytes on, else PDF.
 * MC_INVALID: bad driver or width; MC_REFUSED: a form cannot go onto a roll.
 */
MC_CHECKED enum mc_status mc_document_choose(const char *driver, const char *width,
	const struct mc_queue *queue, struct mc_document *ret_document, struct mc_error *err);

/* Likewise for a folder, where `auto` is a picture; its mime is not given. */
MC_CHECKED enum mc_status mc_document_for_folder(const char *driver, const char *width,
	struct mc_document *ret_document, struct mc_error *err);

#endif
