/*
 * Replays a corpus where libFuzzer is not: calls the target with each file of
 * the folder named as argument, in the order of names, and prints TAP. A target
 * fails by ending the process, so that the plan at the end is then missing. An
 * empty folder is a failure: nothing would have been tested.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int is_case(const struct dirent *entry) {
	return entry->d_name[0] != '.';
}

/* The whole file in a block of exactly its size, so that a read past its end is seen. */
static uint8_t *read_case(const char *folder, const char *name, size_t *ret_size) {
	char path[4096];
	FILE *file;
	long size;
	uint8_t *data;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(path);
		exit(1);
	}
	rewind(file);
	data = malloc(size > 0 ? (size_t)size : 1);
	if (data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	*ret_size = (size_t)size;
	return data;
}

int main(int argc, char **argv) {
	struct dirent **cases;
	int count = argc == 2 ? scandir(argv[1], &cases, is_case, alphasort) : -1;

	if (count <= 0) {
		fprintf(stderr,
			"There is no corpus to replay: name a folder with at least one file.\n");
		return 1;
	}
	for (int i = 0; i < count; i++) {
		size_t size;
		uint8_t *data = read_case(argv[1], cases[i]->d_name, &size);

		LLVMFuzzerTestOneInput(data, size);
		printf("ok %d - %s\n", i + 1, cases[i]->d_name);
		fflush(stdout);
		free(data);
		free(cases[i]);
	}
	free(cases);
	printf("1..%d\n", count);
	return 0;
}
