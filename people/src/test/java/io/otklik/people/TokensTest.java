package io.otklik.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.otklik.events.Claims;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked anew of a token that was verified before, and what is not. */
class TokensTest {

    private static final PersonState IVAN = ivan(1, false, 1);

    private final Vertx vertx = Vertx.vertx();
    private final KeyPair signing = keyPair();
    private final Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 600);
    private final CountingParser parser = new CountingParser();
    private final People people = new People(new AwayOwner(vertx), change -> {});
    private boolean loaded = true;
    private Instant now = Instant.now();
    private Optional<PublicKey> published = Optional.of(signing.getPublic());
    private final Tokens tokens =
            new Tokens(new Keys(), parser, people, new Reader(), ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    private final String token = token();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void verify_readsATokenOnce() {
        assertEquals(IVAN, verify(token));
        assertEquals(IVAN, verify(token));
        assertEquals(1, parser.verified);
    }

    @Test
    void verify_remembersNoOtherSpellings() {
        for (String other : List.of(token + "==", token + "!")) {
            assertEquals(IVAN, verify(other));
            assertEquals(IVAN, verify(other));
        }
        assertEquals(4, parser.verified);
    }

    @Test
    void verify_ofAKnownToken_isRefusedFromItsEnd() {
        assertEquals(IVAN, verify(token));
        now = end.minusMillis(1);
        assertEquals(IVAN, verify(token));
        now = end;
        assertRefused();
        assertEquals(1, parser.verified);
    }

    @Test
    void verify_ofAKnownToken_isRefusedOnceItsPersonIsBlocked() {
        assertEquals(IVAN, verify(token));
        people.learn(ivan(2, true, 1));
        assertRefused();
        people.learn(ivan(3, false, 1));
        assertEquals(ivan(3, false, 1), verify(token));
    }

    @Test
    void verify_ofAKnownToken_isRefusedOnceItsPersonHasAnotherVersion() {
        assertEquals(IVAN, verify(token));
        people.learn(ivan(2, false, 2));
        assertRefused();
    }

    @Test
    void verify_ofAKnownToken_isRefusedOnceItsKeyIsWithdrawnOrAnother() {
        assertEquals(IVAN, verify(token));
        published = Optional.empty();
        assertRefused();
        published = Optional.of(keyPair().getPublic());
        assertRefused();
        published = Optional.of(signing.getPublic());
        assertEquals(IVAN, verify(token));
    }

    /** He may have got another role since the token was made: better no answer than a wrong one. */
    @Test
    void verify_beforePeopleAreLoadedAndWithTheOwnerAwayCannotBeTold() {
        loaded = false;
        var unknown = tokens.verify(token).await();
        VertxException away = assertThrows(VertxException.class, unknown::indefinitely);
        assertEquals("away", away.getMessage());
        loaded = true;
        assertEquals(IVAN, verify(token));
    }

    private PersonState verify(String spelled) {
        return tokens.verify(spelled).await().indefinitely().person();
    }

    private void assertRefused() {
        var refused = tokens.verify(token).await();
        AuthenticationFailedException unused = assertThrows(AuthenticationFailedException.class, refused::indefinitely);
    }

    private String token() {
        return Jwt.issuer(Claims.ISSUER)
                .subject("7")
                .upn("ivan")
                .claim(Claims.TYPE, Claims.ACCESS)
                .claim(Claims.VERSION, 1)
                .claim(Claims.SESSION, UUID.randomUUID().toString())
                .claim(Claims.PERSON, EventJson.writePerson(IVAN))
                .issuedAt(Instant.now().minusSeconds(1))
                .expiresAt(end)
                .jws()
                .keyId("kid")
                .sign(signing.getPrivate());
    }

    private static PersonState ivan(long revision, boolean blocked, int tokenVersion) {
        return new PersonState(
                7,
                new UUID(0, 7),
                revision,
                "ivan",
                "ivan@example.com",
                null,
                null,
                null,
                Role.USER,
                blocked,
                tokenVersion,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class CountingParser extends DefaultJWTParser {

        private int verified;

        CountingParser() {
            super(issuer());
        }

        private static JWTAuthContextInfo issuer() {
            JWTAuthContextInfo info = new JWTAuthContextInfo();
            info.setIssuedBy(Claims.ISSUER);
            return info;
        }

        @Override
        public JsonWebToken verify(String token, PublicKey key) throws ParseException {
            verified++;
            return super.verify(token, key);
        }
    }

    private final class Keys extends TokenKeys {

        Keys() {
            super(null, null, null, null);
        }

        @Override
        Uni<Optional<PublicKey>> key(String kid) {
            return Uni.createFrom().item(published);
        }
    }

    private final class Reader extends PeopleReader {

        Reader() {
            super(people, Map.of());
        }

        @Override
        boolean isLoaded() {
            return loaded;
        }
    }

    private static final class AwayOwner extends Owner {

        AwayOwner(Vertx vertx) {
            super(vertx, new PeopleTest.Settings(List.of(URI.create("http://localhost:1"))));
        }

        @Override
        Uni<Optional<PersonState>> person(long id) {
            return Uni.createFrom().failure(new VertxException("away", true));
        }
    }
}
