/* A raw queue passes on what it gets, so it must get the printer's own language. */
#include "print/document.h"

enum mc_status mc_document_choose(const char *driver, const char *width,
	const struct mc_queue *queue, struct mc_document *ret_document, struct mc_error *err) {
	struct mc_document document = { .mime = "application/pdf", .format = MC_RENDER_PDF };
	enum mc_status status = mc_driver_parse(driver, &document.driver, err);
	if (status == MC_OK) {
		status = mc_media_parse(width, &document.media, err);
	}
	if (status != MC_OK) {
		return status;
	}
	enum mc_driver_kind kind = document.driver.kind;
	if (kind == MC_DRIVER_ESCPOS ||
		(kind == MC_DRIVER_AUTO && queue->kind != MC_QUEUE_DRIVER)) {
		if (mc_media_columns(document.media) > MC_PAGE_80MM) {
			return mc_fail(err, MC_REFUSED,
				N_("The queue %s prints on a roll, which has no room for %s: give "
				   "the printer another queue, or the driver pdf."),
				queue->name, width);
		}
		document.format = MC_RENDER_ESCPOS;
		document.mime = queue->kind == MC_QUEUE_ESCPOS ? "application/vnd.epson-escpos"
							       : "application/vnd.cups-raw";
	}
	*ret_document = document;
	return MC_OK;
}
