/* fold: the search key of each line of stdin. */
#include "base/file.h"
#include "base/memory.h"
#include "cmd/cli.h"
#include <errno.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum mc_status fold_line(
	struct mc_cli *cli, char *line, size_t len, long number, struct mc_error *err) {
	size_t bad = 0;
	if (len > 0 && line[len - 1] == '\n') {
		line[--len] = '\0';
	}
	bool nul = memchr(line, '\0', len) != NULL;
	if (nul || !mc_utf8_valid(line, len, &bad)) {
		return mc_fail(err, MC_INVALID,
			N_("stdin, line %ld, byte %zu: this is not UTF-8 text."), number,
			(nul ? strlen(line) : bad) + 1);
	}
	size_t size = 3 * len + 1;
	char *folded = mc_memory_get(size);
	mc_text_fold(line, folded, size);
	if (cli->json) {
		mc_row_begin(&cli->out);
		mc_row_text(&cli->out, "text", NULL, line);
		mc_row_text(&cli->out, "fold", NULL, folded);
		mc_row_end(&cli->out);
	}
	mc_out_line(&cli->out, folded);
	free(folded);
	return mc_out_flush(&cli->out, err);
}

enum mc_status mc_cmd_fold(struct mc_cli *cli, struct mc_error *err) {
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	enum mc_status status = MC_OK;
	errno = 0;
	for (long number = 1; status == MC_OK && (len = getline(&line, &cap, stdin)) >= 0;
		number++) {
		status = fold_line(cli, line, (size_t)len, number, err);
	}
	if (status == MC_OK && ferror(stdin)) {
		status = mc_file_fail(err, errno, "stdin");
	}
	free(line);
	return status;
}
