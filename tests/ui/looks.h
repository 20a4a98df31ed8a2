/* What must, and must not, stand on the stage; on failure the whole screen is shown. */
#ifndef MC_TESTS_UI_LOOKS_H
#define MC_TESTS_UI_LOOKS_H

#include "stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline void assert_shows(struct stage *stage, const char *text) {
	char *all = stage_text(stage);

	if (strstr(all, text) == NULL) {
		fputs(all, stderr); /* cmocka prints no more than 1024 bytes */
		fail_msg("“%s” is not on the screen", text);
	}
	free(all);
}

static inline void assert_hides(struct stage *stage, const char *text) {
	char *all = stage_text(stage);

	if (strstr(all, text) != NULL) {
		fputs(all, stderr); /* cmocka prints no more than 1024 bytes */
		fail_msg("“%s” is on the screen", text);
	}
	free(all);
}

#endif
