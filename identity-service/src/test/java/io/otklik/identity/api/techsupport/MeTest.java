package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class MeTest {

    private static final String NOT_VALID = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";

    @Test
    void me_answersExactlyThePerson_withOrWithoutTheSlash() {
        Api.Someone someone = Api.someone();
        String expected = "{\"id\":%d,\"email\":\"%s\",\"username\":\"%s\",\"role\":\"user\"}"
                .formatted(someone.id(), someone.email(), someone.username());
        assertEquals(expected, Api.me(someone.access()).asString());
        assertEquals(
                expected,
                Api.authorized(someone.access()).get("/api/v1/users/me").asString());
    }

    @Test
    void me_withoutTokenIs401_inRussianAndEnglish() {
        given().get("/api/v1/users/me/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        given().header("Accept-Language", "en")
                .get("/api/v1/users/me/")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Authentication credentials were not provided.\"}"));
    }

    @Test
    void me_withABadTokenIs401() {
        Api.Someone someone = Api.someone();
        for (String token : List.of(
                "rubbish",
                "a.b.c",
                tampered(someone.access()),
                someone.access().substring(0, someone.access().lastIndexOf('.') + 1),
                unsigned(someone.access()),
                someone.refresh())) {
            Api.me(token)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body(equalTo(NOT_VALID));
        }
    }

    @Test
    void roleGiven_countsForTheTokenThatIsOut() {
        Api.Someone someone = Api.someone();
        Api.changeRole(Api.admin().access(), someone.id(), Map.of("role", "support"))
                .then()
                .statusCode(200);
        Api.me(someone.access()).then().statusCode(200).body("role", is("support"));
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    /** Another subject under the old signature. */
    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        JsonObject claims = claims(token).put("sub", "1");
        assertTrue(parts.length == 3);
        return parts[0] + "." + base64(claims.encode()) + "." + parts[2];
    }

    private static String unsigned(String token) {
        return base64("{\"alg\":\"none\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
