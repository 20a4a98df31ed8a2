/* The arrays are made from the files by tools/embed.py (meson.build). */
#include "app/sample.h"

#define FILES(X) \
	X(LINES, lines) \
	X(DESKS, desks) \
	X(STAFF, staff) \
	X(PROCEDURES, procedures) \
	X(HOLIDAYS, holidays) \
	X(OFFICE, office) \
	X(PRINTERS, printers)

#define X(constant, name) \
	extern const unsigned char mc_sample_##name[]; \
	extern const unsigned long mc_sample_##name##_size;
FILES(X)
#undef X

const unsigned char *mc_sample_file(enum mc_setup_file kind, size_t *ret_len) {
	static const struct {
		const unsigned char *bytes;
		const unsigned long *size;
	} files[] = {
#define X(constant, name) [MC_FILE_##constant] = { mc_sample_##name, &mc_sample_##name##_size },
		FILES(X)
#undef X
	};
	*ret_len = *files[kind].size;
	return files[kind].bytes;
}
