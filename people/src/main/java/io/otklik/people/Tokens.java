package io.otklik.people;

import io.otklik.edge.VerifiedTokens;
import io.otklik.events.Claims;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Access tokens, verified here without asking anybody, as long as their key is known. */
@ApplicationScoped
public class Tokens {

    /** A valid access token: whose it is and when it ends. */
    public record Verified(JsonWebToken token, PersonState person, Instant expiresAt) {}

    /** What never changes of a token, and the key that verified it. */
    private record Signed(JsonWebToken token, PersonState introduced, int version, String keyId, PublicKey key) {

        boolean isBy(Optional<PublicKey> published) {
            return published.filter(key::equals).isPresent();
        }
    }

    private final TokenKeys keys;
    private final JWTParser parser;
    private final People people;
    private final PeopleReader reader;
    private final Clock clock;
    private final VerifiedTokens<Signed> signed = new VerifiedTokens<>(2_000);

    Tokens(TokenKeys keys, JWTParser parser, People people, PeopleReader reader, Clock clock) {
        this.keys = keys;
        this.parser = parser;
        this.people = people;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Verifies signature, issuer, expiry and type, and that the person is neither blocked nor has ended his tokens.
     * Fails with {@link AuthenticationFailedException}; with another failure when that cannot be told now.
     */
    public Uni<Verified> verify(String token) {
        Optional<Signed> known = signed.find(token);
        return keys.key(known.map(Signed::keyId).orElseGet(() -> keyId(token)))
                .map(key -> known.filter(before -> before.isBy(key)).orElseGet(() -> read(token, key)))
                .flatMap(this::alive);
    }

    private static String keyId(String token) {
        try {
            String header = token.substring(0, Math.max(0, token.indexOf('.')));
            String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
            String kid = new JsonObject(json).getString("kid");
            return kid == null ? "" : kid;
        } catch (RuntimeException unreadable) {
            return "";
        }
    }

    private Signed read(String token, Optional<PublicKey> published) {
        PublicKey key = published.orElseThrow(() -> new AuthenticationFailedException("unknown key"));
        try {
            JsonWebToken jwt = parser.verify(token, key);
            if (!Claims.ACCESS.equals(jwt.getClaim(Claims.TYPE))) {
                throw new AuthenticationFailedException("not an access token");
            }
            Signed read = new Signed(jwt, introduced(jwt), version(jwt), keyId(token), key);
            signed.remember(token, read);
            return read;
        } catch (ParseException bad) {
            throw new AuthenticationFailedException(bad);
        }
    }

    private Uni<Verified> alive(Signed token) {
        JsonWebToken jwt = token.token();
        // The parser allows clocks to differ by a minute, which nothing can switch off; ours do not.
        if (jwt.getExpirationTime() <= clock.instant().getEpochSecond()) {
            return Uni.createFrom().failure(new AuthenticationFailedException("token expired"));
        }
        PersonState introduced = token.introduced();
        people.learn(introduced);
        PersonState person = people.known(introduced.id()).orElse(introduced);
        if (token.version() < person.tokenVersion()) {
            return Uni.createFrom().failure(new AuthenticationFailedException("token revoked"));
        }
        boolean loaded = reader.isLoaded();
        if (!person.blocked() && loaded) {
            return Uni.createFrom().item(verified(jwt, person));
        }
        // Until the people are loaded, the token may know less than this service did before it was restarted: then
        // nobody is
        // refused, or let in, by what the token says of him.
        return (loaded ? people.confirmed(person.id()) : people.byOwner(person.id())).map(answer -> {
            PersonState current = answer.orElse(person);
            if (current.blocked() || token.version() < current.tokenVersion()) {
                throw new AuthenticationFailedException("person blocked");
            }
            return verified(jwt, current);
        });
    }

    private static Verified verified(JsonWebToken jwt, PersonState person) {
        return new Verified(jwt, person, Instant.ofEpochSecond(jwt.getExpirationTime()));
    }

    private static int version(JsonWebToken jwt) {
        return Integer.parseInt(jwt.getClaim(Claims.VERSION).toString());
    }

    private static PersonState introduced(JsonWebToken jwt) {
        try {
            String json = jwt.getClaim(Claims.PERSON).toString();
            return EventJson.readPerson(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException unreadable) {
            throw new AuthenticationFailedException("no person in token", unreadable);
        }
    }
}
