package io.otklik.identity.password;

import com.password4j.Argon2Function;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** In Java, for a platform that libargon2 is not there for, or a folder for temporary files that nothing may be loaded from. */
final class JavaArgon2 implements Argon2 {

    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, com.password4j.types.Argon2.ID, 0x13);

    private final SecureRandom random = new SecureRandom();

    @Override
    public String hash(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return FUNCTION.hash(password, salt).getResult();
    }

    @Override
    public boolean matches(byte[] password, String hash) {
        return Argon2Function.getInstanceFromHash(hash).check(password, hash.getBytes(StandardCharsets.US_ASCII));
    }
}
