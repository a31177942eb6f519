package io.otklik.identity.api.internal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.events.EventJson;
import io.otklik.events.PersonChanged;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.identity.Api;
import io.otklik.identity.PeopleTopic;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class InternalTest {

    @Test
    void person_isTheStateOfTheEvents() throws IOException {
        Api.Someone someone = Api.someone();
        Response response = service().get("/internal/people/" + someone.id());
        response.then().statusCode(200).contentType("application/json");
        PersonState person = EventJson.readPerson(response.asByteArray());
        assertEquals(someone.id(), person.id());
        assertEquals(someone.username(), person.username());
        assertEquals(Role.USER, person.role());
        assertEquals(1, person.revision());
        assertEquals(
                new ObjectMapper().readTree(EventJson.writePerson(person)),
                new ObjectMapper().readTree(response.asByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "0", "abc", "99999999999999999999"})
    void person_unknownIs404(String id) {
        service().get("/internal/people/" + id).then().statusCode(404).body(equalTo("{\"detail\":\"Не найдено.\"}"));
    }

    @Test
    void people_areThoseWhoExist() {
        Api.Someone first = Api.someone();
        Api.Someone second = Api.someone();
        service()
                .queryParam("ids", first.id() + ",999999999," + second.id() + "," + first.id())
                .get("/internal/people")
                .then()
                .statusCode(200)
                .body("$", hasSize(2))
                .body("find { it.id == %d }.username".formatted(first.id()), is(first.username()))
                .body("find { it.id == %d }.email".formatted(second.id()), is(second.email()));
        service().get("/internal/people").then().statusCode(200).body(equalTo("[]"));
    }

    @Test
    void people_aThousandAtOnceFitTheLine() {
        String ids = LongStream.range(1_000_000_000_000_000_000L, 1_000_000_000_000_001_000L)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
        service().get("/internal/people?ids=" + ids).then().statusCode(200).body(equalTo("[]"));
    }

    @Test
    void people_wrongIdsAre400() {
        service().get("/internal/people?ids=1,x").then().statusCode(400).body("ids", hasSize(1));
    }

    @Test
    void people_areFoundByUuid() {
        Api.Someone someone = Api.someone();
        String uuid = service().get("/internal/people/" + someone.id()).path("uuid");
        service()
                .get("/internal/people?uuids=0192f6a0-0000-7000-8000-000000000000," + uuid)
                .then()
                .statusCode(200)
                .body("username", is(List.of(someone.username())));
        service().get("/internal/people?uuids=1,x").then().statusCode(400).body("uuids", hasSize(1));
    }

    @Test
    void people_areFoundByPersonalNamesAndEmail_newestFirst() {
        Api.Someone first = Api.someone();
        Api.Someone second = Api.someone();
        for (Api.Someone someone : List.of(first, second)) {
            Api.authorized(someone.access())
                    .contentType("application/json")
                    .body("{\"first_name\":\"Ярополк\",\"last_name\":\"100% Безымянный\"}")
                    .put("/bot/api/v1/auth/profile")
                    .then()
                    .statusCode(200);
        }
        int newest = (int) second.id();
        int oldest = (int) first.id();
        service().queryParam("search", "яроПОЛК").get("/internal/people").then().body("$", is(List.of(newest, oldest)));
        service().queryParam("search", "00% без").get("/internal/people").then().body("$", is(List.of(newest, oldest)));
        service()
                .queryParam("search", "ярополк")
                .queryParam("limit", 1)
                .get("/internal/people")
                .then()
                .statusCode(200)
                .body(equalTo("[" + newest + "]"));
        service()
                .queryParam("search", first.email().toUpperCase(java.util.Locale.ROOT))
                .get("/internal/people")
                .then()
                .body("$", is(List.of(oldest)));
        service().queryParam("search", "100_").get("/internal/people").then().body(equalTo("[]"));
        service()
                .queryParam("search", "a")
                .queryParam("limit", 1001)
                .get("/internal/people")
                .then()
                .statusCode(400);
    }

    @Test
    void everybody_isPublishedOnceMoreAsTheyAre() {
        try (PeopleTopic topic = new PeopleTopic()) {
            Api.Someone someone = Api.someone();
            PersonChanged first = topic.of(someone.id(), 1).get(0);
            service()
                    .post("/internal/people/publish")
                    .then()
                    .statusCode(200)
                    .body("people", greaterThanOrEqualTo(2)); // the administrator, too
            PersonChanged again = topic.of(someone.id(), 2).get(1);
            assertEquals(first.person(), again.person());
            assertNotEquals(first.eventId(), again.eventId());
        }
        given().post("/internal/people/publish").then().statusCode(401);
    }

    @Test
    void internal_withoutTheCredentialIs401_alsoForAdministrators() {
        given().get("/internal/people/1").then().statusCode(401);
        given().header("X-Otklik-Internal", "wrong")
                .get("/internal/people/1")
                .then()
                .statusCode(401);
        given().header("X-Otklik-Internal", "")
                .get("/internal/people?ids=1")
                .then()
                .statusCode(401);
        Api.authorized(Api.admin().access()).get("/internal/people/1").then().statusCode(401);
    }

    @Test
    void keys_arePublic_cacheable_andPublicOnly() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=300")
                .body("keys", hasSize(1))
                .body("keys[0].kty", is("RSA"))
                .body("keys[0].use", is("sig"))
                .body("keys[0].alg", is("RS256"))
                .body("keys[0].kid", notNullValue())
                .body("keys[0].n", notNullValue())
                .body("keys[0].e", is("AQAB"))
                .body("keys[0].d", nullValue())
                .body("keys[0].p", nullValue());
    }

    @Test
    void health_isReady_andOpenApiIsThere() {
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/q/openapi").then().statusCode(200);
    }

    private static RequestSpecification service() {
        return given().header("X-Otklik-Internal", "local-internal-token");
    }
}
