#include "ui/screen.h"
#include <string.h>

const struct mc_screen *const mc_screens[] = { &mc_screen_counter, &mc_screen_desk,
	&mc_screen_board, &mc_screen_kiosk, &mc_screen_watch, NULL };

const struct mc_screen *mc_screen_find(const char *name) {
	for (size_t i = 0; mc_screens[i] != NULL; i++) {
		if (strcmp(mc_screens[i]->name, name) == 0) {
			return mc_screens[i];
		}
	}
	return NULL;
}
