package io.otklik.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.session.VerifiedTokens.Verified;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void find_knowsTheLatestByTheWholeToken() throws Exception {
        VerifiedTokens tokens = new VerifiedTokens(2);
        Verified verified = new Verified(null, END, "kid", key());
        tokens.remember("a", verified);
        tokens.remember("b", verified);
        assertEquals(Optional.of(verified), tokens.find("a"));
        tokens.remember("c", verified);

        assertEquals(Optional.of(verified), tokens.find("a"));
        assertEquals(Optional.empty(), tokens.find("b"));
        assertEquals(Optional.of(verified), tokens.find("c"));
    }

    @Test
    void isValid_untilItsEndAndWhileItsKeyIsPublished() throws Exception {
        Key key = key();
        Verified verified = new Verified(null, END, "kid", key);

        assertTrue(verified.isValid(END.minusMillis(1), key));
        assertFalse(verified.isValid(END, key));
        assertFalse(verified.isValid(END.minusMillis(1), null));
        assertFalse(verified.isValid(END.minusMillis(1), key()));
    }

    private static Key key() throws Exception {
        return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    }
}
