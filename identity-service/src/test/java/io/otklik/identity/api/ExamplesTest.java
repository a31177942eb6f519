package io.otklik.identity.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document's examples of answers that are their operation's own. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ExamplesTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/login/, username",
        "/api/v1/auth/token/refresh/, refresh",
        "/api/v1/auth/token/verify/, token",
        "/api/auth/login/, username",
        "/auth/jwt/create, username",
        "/auth/jwt/refresh, refresh",
    })
    void refusalOfALogin_isWhatTheDocumentShows(String path, String field) {
        Map<String, Object> answer = Api.post(path, Map.of(field, Api.freshName(), "password", "Wrong-123"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .extract()
                .jsonPath()
                .getMap("");
        assertEquals(
                document().getMap("paths.'%s'.post.responses.'401'.content.'application/json'.example".formatted(path)),
                answer);
    }

    @Test
    void changedPerson_isAsTheRequestWishes() {
        String example = "paths.'/bot/api/v1/users/{id}/%s'.put.responses.'200'.content.'application/json'.example.%s";
        assertEquals("HELPER", document().getString(example.formatted("role", "role")));
        assertEquals(false, document().getBoolean(example.formatted("status", "is_active")));
    }

    private static JsonPath document() {
        return given().header("Accept", "application/json").get("/q/openapi").jsonPath();
    }
}
