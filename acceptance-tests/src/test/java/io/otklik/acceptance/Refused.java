package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.ResponseSpecification;

/** Refusals, each with its whole body (contracts/README.md, section 3). */
final class Refused {

    static final ResponseSpecification NO_TOKEN = unauthenticated("{detail: 'Учетные данные не были предоставлены.'}");

    static final ResponseSpecification BAD_TOKEN =
            unauthenticated("{detail: 'Token is invalid or expired', code: 'token_not_valid'}");

    static final ResponseSpecification NO_ACCOUNT = unauthenticated(
            "{detail: 'Не найдено активной учетной записи с указанными данными', code: 'no_active_account'}");

    static final ResponseSpecification FORBIDDEN =
            with(403, "{detail: 'У вас недостаточно прав для выполнения данного действия.'}");

    static final ResponseSpecification NOT_FOUND = with(404, "{detail: 'Не найдено.'}");

    private Refused() {}

    /** A 400 with exactly this body, in the format of {@link Shown#shown}. */
    static ResponseSpecification invalid(String json, Object... values) {
        return with(400, json, values);
    }

    static ResponseSpecification with(int status, String json, Object... values) {
        return answer(status, json, values).build();
    }

    private static ResponseSpecification unauthenticated(String json) {
        return answer(401, json).expectHeader("WWW-Authenticate", "Bearer").build();
    }

    private static ResponseSpecBuilder answer(int status, String json, Object... values) {
        return new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectContentType(ContentType.JSON)
                .expectHeader("X-Request-Id", notNullValue(String.class))
                .expectHeader("X-Content-Type-Options", "nosniff")
                .expectBody(shown(json, values));
    }
}
