package io.otklik.identity.session;

import io.otklik.edge.VerifiedTokens;
import io.otklik.events.Claims;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/** Makes and reads our tokens: RS256, without asking the database. */
@ApplicationScoped
class Tokens {

    /** Ours have about 1 200 characters. */
    private static final int LONGEST = 8_192;

    /** Tokens that are not verified again while they are in use. */
    private static final int REMEMBERED = 5_000;

    /** What never changes of a token, and the key that verified it. */
    private record Verified(Token token, Instant expiresAt, String keyId, Key key) {}

    private final SigningKeys keys;
    private final SessionConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final JwtConsumer reader;
    private final VerifiedTokens<Verified> verified = new VerifiedTokens<>(REMEMBERED);

    Tokens(SigningKeys keys, SessionConfig config, Clock clock, Vertx vertx) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.reader = new JwtConsumerBuilder()
                .setVerificationKeyResolver((jws, nesting) -> verifyingKey(jws))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(Claims.ISSUER)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setRequireJwtId()
                .setSkipDefaultAudienceValidation()
                .build();
    }

    /** Reads a token. Fails with TOKEN_NOT_VALID when it is not ours or has expired. */
    Token read(String token) {
        if (token.length() > LONGEST) {
            throw notValid("too long");
        }
        Verified read = verified.find(token)
                .filter(known -> known.key().equals(keys.verifyingKey(known.keyId())))
                .orElseGet(() -> verified(token));
        if (!clock.instant().isBefore(read.expiresAt())) {
            throw notValid("expired");
        }
        return read.token();
    }

    private Verified verified(String token) {
        try {
            JwtContext read = reader.process(token);
            JwtClaims claims = read.getJwtClaims();
            String keyId = read.getJoseObjects().get(0).getKeyIdHeaderValue();
            Token found = new Token(
                    Token.Type.of(claims.getStringClaimValue(Claims.TYPE)),
                    Long.parseLong(claims.getSubject()),
                    claims.getClaimValue(Claims.VERSION, Number.class).intValue(),
                    UUID.fromString(claims.getStringClaimValue(Claims.SESSION)),
                    claims.getJwtId());
            Instant expiresAt = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
            Verified fresh = new Verified(found, expiresAt, keyId, keys.verifyingKey(keyId));
            verified.remember(token, fresh);
            return fresh;
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException unreadable) {
            throw notValid(unreadable.getClass().getSimpleName());
        }
    }

    /** Signs the two tokens off the event loop: a signature takes about a millisecond. */
    Uni<TokenPair> pair(PersonState person, UUID session, String refreshId) {
        return vertx.executeBlocking(
                () -> new TokenPair(access(person, session, config.accessLife()), refresh(person, session, refreshId)),
                false);
    }

    /** An access token of a session that nothing refreshes. */
    Uni<LongToken> longAccess(PersonState person, UUID session) {
        Duration life = config.longAccessLife();
        return vertx.executeBlocking(() -> new LongToken(access(person, session, life), life.toSeconds()), false);
    }

    private String access(PersonState person, UUID session, Duration life) throws JoseException {
        JwtClaims claims = claims(Token.Type.ACCESS, person, session, life);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim(Claims.USERNAME, person.username());
        claims.setStringClaim(Claims.PERSON, EventJson.writePerson(person));
        return signed(claims);
    }

    private String refresh(PersonState person, UUID session, String id) throws JoseException {
        JwtClaims claims = claims(Token.Type.REFRESH, person, session, config.refreshLife());
        claims.setJwtId(id);
        return signed(claims);
    }

    private JwtClaims claims(Token.Type type, PersonState person, UUID session, Duration life) {
        NumericDate now = NumericDate.fromMilliseconds(clock.millis());
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Claims.ISSUER);
        claims.setSubject(Long.toString(person.id()));
        claims.setStringClaim(Claims.TYPE, type.claim);
        claims.setClaim(Claims.VERSION, person.tokenVersion());
        claims.setStringClaim(Claims.SESSION, session.toString());
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + life.toSeconds()));
        return claims;
    }

    private String signed(JwtClaims claims) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", "JWT");
        jws.setKeyIdHeaderValue(keys.signingKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKey(keys.signingKey());
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }

    private Key verifyingKey(JsonWebStructure jws) throws UnresolvableKeyException {
        String kid = jws.getKeyIdHeaderValue();
        Key key = kid == null ? null : keys.verifyingKey(kid);
        if (key == null) {
            throw new UnresolvableKeyException("not our key");
        }
        return key;
    }

    private static SessionRefused notValid(String why) {
        return new SessionRefused(SessionRefused.Reason.TOKEN_NOT_VALID, why);
    }
}
