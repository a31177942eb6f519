package io.otklik.identity.api.bot;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a person changes himself. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BotProfileTest extends BotTestBase {

    @Test
    void profile_changesWhatIsSent_andAnswersTheWholeUser() {
        Api.Someone someone = Api.someone();
        String name = Api.freshName() + "_renamed";
        Response edited = edit(someone.access(), Map.of("first_name", " John ", "last_name", "Doe", "username", name));
        edited.then()
                .statusCode(200)
                .body("first_name", is("John"))
                .body("last_name", is("Doe"))
                .body("username", is(name));
        assertEquals(me(someone.access()).asString(), edited.asString());
        assertNotEquals((String) edited.path("created_at"), edited.path("updated_at"));
        given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + someone.access())
                .body("{\"last_name\":null}")
                .put(PROFILE + "/")
                .then()
                .statusCode(200)
                .body("first_name", is("John"))
                .body("last_name", nullValue())
                .body("username", is(name));
        Api.login(name, Api.PASSWORD).then().statusCode(200);
        Api.login(someone.email(), Api.PASSWORD).then().statusCode(200);
        Api.login(someone.username(), Api.PASSWORD).then().statusCode(401);
        // The old one is free again.
        Api.register(someone.username(), Api.freshName() + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void profile_withoutAPersonalName_forgetsIt(String none) {
        Api.Someone someone = Api.someone();
        edit(someone.access(), Map.of("first_name", "John", "last_name", "Doe"))
                .then()
                .statusCode(200);
        put(someone.access(), "{\"first_name\":" + none + ",\"last_name\":" + none + "}")
                .then()
                .statusCode(200)
                .body("first_name", is(someone.username()))
                .body("last_name", nullValue());
    }

    @Test
    void profile_aUsernameInOtherLettersOrLikeOnesOwnEmail_isTaken_byNobodyElse() {
        Api.Someone someone = Api.someone();
        String upper = someone.username().toUpperCase(java.util.Locale.ROOT);
        edit(someone.access(), Map.of("username", upper)).then().statusCode(200).body("username", is(upper));
        edit(someone.access(), Map.of("username", someone.email())).then().statusCode(200);
        Api.login(someone.email(), Api.PASSWORD).then().statusCode(200);
        edit(someone.access(), Map.of("username", someone.username())).then().statusCode(200);
        Api.login(someone.email(), Api.PASSWORD).then().statusCode(200);
        Api.login(upper, Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void profile_ofAUsernameThatIsSomebodyElses_is422_andChangesNothing() {
        Api.Someone other = Api.someone();
        Api.Someone someone = Api.someone();
        String before = me(someone.access()).asString();
        for (String taken : List.of(other.username(), other.email())) {
            edit(someone.access(), Map.of("username", taken, "first_name", "Else"))
                    .then()
                    .statusCode(422)
                    .body(equalTo(invalid("username", "Пользователь с таким именем уже существует.")));
        }
        assertEquals(before, me(someone.access()).asString());
        edit(someone.access(), Map.of()).then().statusCode(200).body(equalTo(before));
    }

    @Test
    void profile_ofTwoWhoWantEachOthersName_isRefused_andBothKeepTheirs() throws Exception {
        Api.Someone one = Api.someone();
        Api.Someone two = Api.someone();
        List<Api.Someone> both = List.of(one, two);
        java.util.concurrent.atomic.AtomicInteger next = new java.util.concurrent.atomic.AtomicInteger();
        List<Response> answers = Api.atOnce(2, () -> {
            int mine = next.getAndIncrement();
            return edit(
                    both.get(mine).access(),
                    Map.of("username", both.get(1 - mine).username()));
        });
        answers.forEach(answer -> answer.then().statusCode(422));
        both.forEach(
                someone -> Api.login(someone.username(), Api.PASSWORD).then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "first_name", "last_name"})
    void profile_badField_is422(String field) {
        String access = Api.someone().access();
        for (String bad : List.of("17", "true", "[]", "{}", "\"ab\\u0000c\"", "\"ab\\ud800c\"")) {
            put(access, "{\"" + field + "\":" + bad + "}")
                    .then()
                    .statusCode(422)
                    .body("error.code", is("VALIDATION_ERROR"))
                    .body("error.details.field", is(List.of(field)));
        }
        edit(access, Map.of(field, "a".repeat(151)))
                .then()
                .statusCode(422)
                .body(equalTo(invalid(field, "Убедитесь, что это значение содержит не более 150 символов.")));
    }

    @Test
    void profile_badUsername_isNamedAsInRegister_andNullIsNone() {
        String access = Api.someone().access();
        edit(access, Map.of("username", "ab"))
                .then()
                .body(equalTo(invalid("username", "Убедитесь, что это значение содержит не менее 3 символов.")));
        edit(access, Map.of("username", "a b c")).then().statusCode(422);
        for (String none : List.of("null", "\"\"", "\" \"")) {
            put(access, "{\"username\":" + none + "}")
                    .then()
                    .statusCode(422)
                    .body(equalTo(invalid("username", "Это поле не может быть пустым.")));
        }
        put(access, "[]").then().statusCode(400).body("error.code", is("BAD_REQUEST"));
        given().contentType(ContentType.JSON).body("{").put(PROFILE).then().statusCode(401);
        Api.authorized(access)
                .contentType(ContentType.TEXT)
                .body("{}")
                .put(PROFILE)
                .then()
                .statusCode(415);
    }
}
