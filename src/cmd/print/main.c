/*
 * motcua-print: what needs pictures, printers and their libraries, in a program
 * of its own, so that a fault in one of them never takes a desk down. motcua
 * runs it; people need it only to look for faults.
 */
#include "base/log.h"
#include "cmd/guard.h"
#include "cmd/print/modes.h"
#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct mode {
	const char *name;
	enum mc_status (*run)(const struct mc_print_options *options, struct mc_error *err);
	const char *usage;
} modes[] = {
	{ "render", mc_print_render, "render  < REQUEST.json  > PAPER" },
	{ "queues", mc_print_queues, "queues [--queue CUPS-QUEUE]..." },
	{ "test", mc_print_test,
		"test (--queue CUPS-QUEUE|--folder DIR) [--driver auto|escpos|pdf] [--width "
		"80|58|a5|a4]" },
	{ "run", mc_print_run, "run --office DIR [--store URL] [--once] [--with-parent]" },
};

static const struct mode *find_mode(const char *name) {
	for (size_t i = 0; name != NULL && i < MC_COUNT(modes); i++) {
		if (strcmp(name, modes[i].name) == 0) {
			return &modes[i];
		}
	}
	return NULL;
}

static void usage(FILE *file) {
	fputs("motcua-print [--lang vi|en] MODE\n", file);
	for (size_t i = 0; i < MC_COUNT(modes); i++) {
		fprintf(file, "  %s\n", modes[i].usage);
	}
}

void mc_print_say(const struct mc_print_options *options, const struct mc_error *error) {
	char text[1024];
	mc_error_text(options->lang, error, text, sizeof text);
	fprintf(stderr, "motcua-print: %s\n", text);
}

/* False: wrong usage. */
static bool read_options(int argc, char **argv, struct mc_print_options *options, bool *ret_help) {
	static const struct option longs[] = {
		{ "lang", required_argument, NULL, 'l' },
		{ "office", required_argument, NULL, 'o' },
		{ "store", required_argument, NULL, 's' },
		{ "queue", required_argument, NULL, 'q' },
		{ "folder", required_argument, NULL, 'f' },
		{ "driver", required_argument, NULL, 'd' },
		{ "width", required_argument, NULL, 'w' },
		{ "once", no_argument, NULL, '1' },
		{ "with-parent", no_argument, NULL, 'p' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;
	while ((c = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
		switch (c) {
		case 'l':
			if (strcmp(optarg, "vi") != 0 && strcmp(optarg, "en") != 0) {
				return false;
			}
			options->lang = mc_lang_of(optarg);
			break;
		case 'o': options->office = optarg; break;
		case 's': options->store = optarg; break;
		case 'q':
			options->queue = optarg;
			if (options->queue_count < MC_COUNT(options->queues)) {
				options->queues[options->queue_count++] = optarg;
			}
			break;
		case 'f': options->folder = optarg; break;
		case 'd': options->driver = optarg; break;
		case 'w': options->width = optarg; break;
		case '1': options->once = true; break;
		case 'p': options->with_parent = true; break;
		case 'h': *ret_help = true; break;
		default: return false;
		}
	}
	return true;
}

int main(int argc, char **argv) {
	struct mc_print_options options = {
		.lang = mc_lang_environment(), .driver = "auto", .width = "80"
	};
	bool help = false;
	(void)mc_guard_process(); /* it writes no file where a user points */
	setlocale(LC_CTYPE, "C.UTF-8");
	if (!read_options(argc, argv, &options, &help)) {
		usage(stderr);
		return mc_status_exit(MC_INVALID);
	}
	if (help) {
		usage(stdout);
		return 0;
	}
	const struct mode *mode = find_mode(argv[optind]);
	if (mode == NULL || argv[optind + 1] != NULL) {
		usage(stderr);
		return mc_status_exit(MC_INVALID);
	}
	struct mc_error err = { .status = MC_OK };
	mc_log_open("motcua-print", false);
	enum mc_status status = mode->run(&options, &err);
	if (status == MC_OK && (fflush(stdout) != 0 || ferror(stdout) != 0)) {
		status = mc_fail(&err, MC_UNAVAILABLE, N_("stdout cannot be written (%s)."),
			strerrordesc_np(errno));
	}
	if (status != MC_OK && err.format != NULL) {
		mc_print_say(&options, &err);
	}
	return mc_status_exit(status);
}
