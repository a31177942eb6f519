package io.otklik.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.people.SignedTokens.Signed;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

    private final SignedTokens tokens = new SignedTokens(2);

    @Test
    void find_knowsTheLatestByTheWholeToken() throws Exception {
        Signed signed = signedBy(key());
        tokens.remember("a", signed);
        tokens.remember("b", signed);
        assertEquals(Optional.of(signed), tokens.find("a"));
        tokens.remember("c", signed);

        assertEquals(Optional.of(signed), tokens.find("a"));
        assertEquals(Optional.empty(), tokens.find("b"));
        assertEquals(Optional.of(signed), tokens.find("c"));
    }

    @Test
    void isBy_isNoForAKeyThatIsWithdrawnOrAnotherNow() throws Exception {
        PublicKey key = key();
        Signed signed = signedBy(key);

        assertTrue(signed.isBy(Optional.of(key)));
        assertFalse(signed.isBy(Optional.empty()));
        assertFalse(signed.isBy(Optional.of(key())));
    }

    private static Signed signedBy(PublicKey key) {
        return new Signed(null, null, 1, "kid", key);
    }

    private static PublicKey key() throws Exception {
        return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    }
}
