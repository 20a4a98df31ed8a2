/* The growing string, and small helpers for C strings; cuts are made between letters. */
#include "base/str.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void mc_str_init(struct mc_str *str) {
	*str = (struct mc_str){ 0 };
}

void mc_str_finish(struct mc_str *str) {
	free(str->data);
	mc_str_init(str);
}

void mc_str_clear(struct mc_str *str) {
	str->len = 0;
	if (str->data != NULL) {
		str->data[0] = '\0';
	}
}

const char *mc_str_text(const struct mc_str *str) {
	return str->data == NULL ? "" : str->data;
}

/* Room for `more` bytes and the NUL behind them. */
static void make_room(struct mc_str *str, size_t more) {
	size_t needed = mc_memory_sum(mc_memory_sum(str->len, more), 1);
	size_t cap = str->cap < 64 ? 64 : str->cap;

	if (needed <= str->cap) {
		return;
	}
	while (cap < needed) {
		cap = mc_memory_product(cap, 2);
	}
	str->data = mc_memory_resize(str->data, cap);
	str->cap = cap;
}

void mc_str_add_bytes(struct mc_str *str, const void *data, size_t len) {
	make_room(str, len);
	if (len > 0) {
		memcpy(str->data + str->len, data, len);
	}
	str->len += len;
	str->data[str->len] = '\0';
}

void mc_str_add(struct mc_str *str, const char *text) {
	mc_str_add_bytes(str, text, strlen(text));
}

void mc_str_add_char(struct mc_str *str, char c) {
	mc_str_add_bytes(str, &c, 1);
}

void mc_str_addv(struct mc_str *str, const char *format, va_list args) {
	size_t room;
	va_list again;
	int len;

	make_room(str, 63);
	room = str->cap - str->len;
	va_copy(again, args);
	len = vsnprintf(str->data + str->len, room, format, args);
	if (len >= 0 && (size_t)len >= room) {
		make_room(str, (size_t)len);
		vsnprintf(str->data + str->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	str->len += len < 0 ? 0 : (size_t)len;
	str->data[str->len] = '\0';
}

void mc_str_addf(struct mc_str *str, const char *format, ...) {
	va_list args;

	va_start(args, format);
	mc_str_addv(str, format, args);
	va_end(args);
}

const char *mc_or_empty(const char *text) {
	return text != NULL ? text : "";
}

void mc_str_add_counted(struct mc_str *str, const char *text) {
	const char *known = mc_or_empty(text);

	mc_str_addf(str, "%zu:%s,", strlen(known), known);
}

bool mc_copy(char *out, size_t size, const char *text) {
	size_t len = strlen(text);
	size_t fits = size == 0 ? 0 : mc_utf8_fit(text, len, size - 1);

	if (size > 0) {
		memmove(out, text, fits);
		out[fits] = '\0';
	}
	return size > 0 && fits == len;
}

static char lower_ascii(char c) {
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool mc_same(const char *a, const char *b) {
	while (*a != '\0' && lower_ascii(*a) == lower_ascii(*b)) {
		a++;
		b++;
	}
	return *a == *b;
}

const char *mc_list_next(const char **list, const char *separators, size_t *ret_len) {
	const char *item = *list;

	if (*item == '\0') {
		return NULL;
	}
	*ret_len = strcspn(item, separators);
	*list += *ret_len + (item[*ret_len] != '\0');
	return item;
}

void mc_free_cleanup(void *pointer) {
	void *block;

	memcpy(&block, pointer, sizeof block);
	free(block);
}

void mc_close_cleanup(int *fd) {
	if (*fd >= 0) {
		close(*fd);
	}
}
