package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
                TestTokens.tampered(someone.access()),
                someone.access().substring(0, someone.access().lastIndexOf('.') + 1),
                TestTokens.unsigned(someone.access()),
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
}
