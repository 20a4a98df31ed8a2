#include "cmd/out.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum mc_status mc_out_bytes(
	struct mc_out *out, const void *data, size_t len, struct mc_error *err) {
	errno = 0;
	if (fwrite(data, 1, len, stdout) != len || fflush(stdout) != 0) {
		int cause = errno != 0 ? errno : EIO;
		clearerr(stdout); /* said here, once */
		out->reader_gone = cause == EPIPE;
		return cause == EBADF ? mc_fail(err, MC_UNAVAILABLE, N_("stdout is closed."))
				      : mc_fail(err, cause == ENOSPC ? MC_NO_SPACE : MC_UNAVAILABLE,
						N_("stdout cannot be written (%s)."),
						strerrordesc_np(cause));
	}
	return MC_OK;
}

enum mc_status mc_out_flush(struct mc_out *out, struct mc_error *err) {
	mc_out_lay_out(out);
	enum mc_status status = MC_OK;
	if (out->text.len > 0) {
		status = mc_out_bytes(out, out->text.data, out->text.len, err);
	}
	mc_str_clear(&out->text);
	return status;
}
