package io.otklik.identity.password;

/** Argon2id (19 MiB, t=2, p=1, 16 bytes of salt) in PHC strings; each of the two reads what the other wrote. */
interface Argon2 {

    int MEMORY_KIB = 19 * 1024;
    int PASSES = 2;
    int LANES = 1;
    int SALT_BYTES = 16;
    int HASH_BYTES = 32;

    /** With a salt of its own. */
    String hash(byte[] password);

    boolean matches(byte[] password, String hash);
}
