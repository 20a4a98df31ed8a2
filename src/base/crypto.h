/* Hashes, random bytes and signatures. Only crypto.c knows libsodium. */
#ifndef MC_BASE_CRYPTO_H
#define MC_BASE_CRYPTO_H

#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MC_HASH_SIZE 32 /* BLAKE2b-256 */
#define MC_SALT_SIZE 16
#define MC_SIGNATURE_SIZE 64 /* Ed25519 */
#define MC_PUBLIC_KEY_SIZE 32
#define MC_SECRET_KEY_SIZE 64

void mc_random(void *out, size_t size);

/* BLAKE2b of one piece, `size` bytes long (16–64). */
void mc_hash(const void *data, size_t len, void *out, size_t size);

void mc_sign_keys(uint8_t public_key[MC_PUBLIC_KEY_SIZE], uint8_t secret_key[MC_SECRET_KEY_SIZE]);
void mc_sign(const void *data, size_t len, const uint8_t secret_key[MC_SECRET_KEY_SIZE],
	uint8_t signature[MC_SIGNATURE_SIZE]);
bool mc_sign_verify(const void *data, size_t len, const uint8_t public_key[MC_PUBLIC_KEY_SIZE],
	const uint8_t signature[MC_SIGNATURE_SIZE]);

/* Lower-case hexadecimal; `out` of 2 × len + 1. Reading returns false on anything else. */
void mc_hex(const void *data, size_t len, char *out);
bool mc_unhex(const char *text, void *out, size_t len);

/* A PIN as it is kept: Argon2id with a salt of its own, as a text. */
#define MC_PIN_HASH_SIZE 128
void mc_pin_hash(const char *pin, char out[MC_PIN_HASH_SIZE]);
bool mc_pin_fits(const char *hash, const char *pin);
bool mc_is_pin_hash(const char *text);

void mc_wipe(void *data, size_t len);

#endif
