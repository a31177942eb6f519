package io.otklik.identity.session;

import static io.otklik.identity.Api.me;
import static io.otklik.identity.Api.refresh;
import static io.otklik.identity.Api.verify;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** Tokens that only the holder of a key can make. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TokensTest {

    private static final String NOT_VALID = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";

    @Inject
    SigningKeys keys;

    @Test
    void token_resignedUnchangedIsGood_soTheOthersFailForTheirReason() throws Exception {
        Api.Someone someone = Api.someone();
        me(signed(claims(someone.access()))).then().statusCode(200);
    }

    @Test
    void token_expiredIsRefused() throws Exception {
        Api.Someone someone = Api.someone();
        for (String token : List.of(someone.access(), someone.refresh())) {
            JwtClaims claims = claims(token);
            NumericDate past = NumericDate.now();
            past.addSeconds(-1);
            claims.setExpirationTime(past);
            refuseEverywhere(signed(claims));
        }
    }

    @Test
    void token_withoutAnyOneOfItsClaimsIsRefused() throws Exception {
        String access = Api.someone().access();
        for (String claim : List.of("exp", "iss", "sub", "typ", "ver", "sid", "jti")) {
            JwtClaims claims = claims(access);
            claims.unsetClaim(claim);
            refuseEverywhere(signed(claims));
        }
    }

    @Test
    void token_ofAnotherIssuerOrOfNobodyIsRefused() throws Exception {
        String access = Api.someone().access();
        JwtClaims issuer = claims(access);
        issuer.setIssuer("somebody");
        refuseEverywhere(signed(issuer));
        JwtClaims nobody = claims(access);
        nobody.setSubject("999999999");
        refuseEverywhere(signed(nobody));
        JwtClaims text = claims(access);
        text.setSubject("root");
        refuseEverywhere(signed(text));
    }

    @Test
    void token_signedByAnotherKeyIsRefused() throws Exception {
        JwtClaims claims = claims(Api.someone().access());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Key other = generator.generateKeyPair().getPrivate();
        refuseEverywhere(signed(claims, other, keys.signingKeyId(), "RS256"));
        refuseEverywhere(signed(claims, other, "unknown", "RS256"));
        refuseEverywhere(signed(claims, keys.signingKey(), null, "RS256"));
    }

    @Test
    void token_withAnotherAlgorithmIsRefused() throws Exception {
        JwtClaims claims = claims(Api.someone().access());
        refuseEverywhere(signed(claims, keys.signingKey(), keys.signingKeyId(), "RS512"));
        refuseEverywhere(signed(claims, null, keys.signingKeyId(), "none"));
        // The public key, which everybody has, as the secret of an HMAC.
        byte[] secret = given().get("/.well-known/jwks.json").asString().getBytes(StandardCharsets.UTF_8);
        refuseEverywhere(signed(claims, new HmacKey(secret), keys.signingKeyId(), "HS256"));
        byte[] encoded = keys.verifyingKey(keys.signingKeyId()).getEncoded();
        refuseEverywhere(signed(claims, new HmacKey(encoded), keys.signingKeyId(), "HS256"));
    }

    @Test
    void access_verifiesWithThePublishedKey() throws Exception {
        Api.Someone someone = Api.someone();
        PublicJsonWebKey published = PublicJsonWebKey.Factory.newPublicJwk(new io.vertx.core.json.JsonObject(
                        given().get("/.well-known/jwks.json").asString())
                .getJsonArray("keys")
                .getJsonObject(0)
                .encode());
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(published.getPublicKey())
                .setExpectedIssuer("otklik")
                .build()
                .processToClaims(someone.access());
        assertEquals(Long.toString(someone.id()), claims.getSubject());
    }

    @Test
    void keys_replicasThatStartAtOnceUseOne() throws Exception {
        String before = keys.signingKeyId();
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(replicas.submit(() -> keys.start(null)));
        }
        for (Future<?> start : starts) {
            start.get();
        }
        replicas.shutdown();
        assertEquals(before, keys.signingKeyId());
        given().get("/.well-known/jwks.json").then().body("keys.size()", equalTo(1));
    }

    private static void refuseEverywhere(String token) {
        me(token).then().statusCode(401).header("WWW-Authenticate", "Bearer").body(equalTo(NOT_VALID));
        verify(token).then().statusCode(401).body(equalTo(NOT_VALID));
        refresh(token).then().statusCode(401).body(equalTo(NOT_VALID));
        Api.logout(token).then().statusCode(400);
    }

    private static JwtClaims claims(String token) throws Exception {
        return new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setSkipSignatureVerification()
                .build()
                .processToClaims(token);
    }

    private String signed(JwtClaims claims) throws Exception {
        return signed(claims, keys.signingKey(), keys.signingKeyId(), "RS256");
    }

    private static String signed(JwtClaims claims, Key key, String kid, String algorithm) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setAlgorithmHeaderValue(algorithm);
        if (kid != null) {
            jws.setKeyIdHeaderValue(kid);
        }
        jws.setKey(key);
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }
}
