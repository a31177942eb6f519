package io.otklik.identity.password;

import de.mkammerer.argon2.Argon2Factory;

/** By libargon2: half of the time that Java takes, and none of its 19 MiB of garbage for each password. */
final class NativeArgon2 implements Argon2 {

    private final de.mkammerer.argon2.Argon2 library =
            Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);

    /** Fails with an {@link Error} where the library cannot be loaded. */
    NativeArgon2() {
        // Loaded when it is first used, which is to be now.
        if (!matches(new byte[0], hash(new byte[0]))) {
            throw new UnsatisfiedLinkError("libargon2 does not know its own hash");
        }
    }

    @Override
    public String hash(byte[] password) {
        return library.hash(PASSES, MEMORY_KIB, LANES, password);
    }

    @Override
    public boolean matches(byte[] password, String hash) {
        return library.verify(hash, password);
    }
}
