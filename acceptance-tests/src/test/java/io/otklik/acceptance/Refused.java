package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.ResponseSpecification;
import java.util.stream.Stream;

/** Refusals, each with its whole body (contracts/README.md, section 3). */
final class Refused {

    static final ResponseSpecification NO_TOKEN = unauthenticated("{detail: 'Учетные данные не были предоставлены.'}");

    static final ResponseSpecification BAD_TOKEN =
            unauthenticated("{detail: 'Token is invalid or expired', code: 'token_not_valid'}");

    /** techsupport's, the only one with a code (contracts/README.md, section 5). */
    static final ResponseSpecification NO_ACCOUNT = unauthenticated(
            "{detail: 'Не найдено активной учетной записи с указанными данными', code: 'no_active_account'}");

    /** Of desk and support0. */
    static final ResponseSpecification NO_ACCOUNT_WITHOUT_CODE =
            unauthenticated("{detail: 'Не найдено активной учетной записи с указанными данными'}");

    static final ResponseSpecification FORBIDDEN =
            with(403, "{detail: 'У вас недостаточно прав для выполнения данного действия.'}");

    /** {@code complete} of requests, for whom the request is not assigned to. */
    static final ResponseSpecification NOT_HIS_REQUEST = with(403, "{error: 'Вы не можете завершить чужой запрос'}");

    static final ResponseSpecification NOT_FOUND = with(404, "{detail: 'Не найдено.'}");

    private Refused() {}

    /** The refusals of the contract whose path it is. */
    static At at(String path) {
        return new At(Stream.of("/bot/", "/uploads/", "/ws/tickets/").anyMatch(path::startsWith));
    }

    /** @param envelope whether in the shape of bot, else of the other four */
    record At(boolean envelope) {

        ResponseSpecification noToken() {
            return envelope
                    ? unauthenticated(error("UNAUTHORIZED", "Учетные данные не были предоставлены."))
                    : NO_TOKEN;
        }

        ResponseSpecification badToken() {
            return envelope ? unauthenticated(error("UNAUTHORIZED", "Не авторизован")) : BAD_TOKEN;
        }

        ResponseSpecification forbidden() {
            return with(403, "FORBIDDEN", "У вас недостаточно прав для выполнения данного действия.");
        }

        ResponseSpecification notFound() {
            return with(404, "NOT_FOUND", "Не найдено.");
        }

        ResponseSpecification malformed(String message) {
            return with(400, "BAD_REQUEST", message);
        }

        ResponseSpecification with(int status, String code, String message) {
            return Refused.with(status, envelope ? error(code, message) : "{detail: '" + message + "'}");
        }
    }

    /** A 422 of bot that names these fields and what is wrong with them, by turns. */
    static ResponseSpecification envelope(String... fieldsAndMessages) {
        StringBuilder details = new StringBuilder();
        for (int i = 0; i < fieldsAndMessages.length; i += 2) {
            details.append(i == 0 ? "" : ", ")
                    .append("{field: '%s', message: '%s'}".formatted(fieldsAndMessages[i], fieldsAndMessages[i + 1]));
        }
        return with(
                422, "{error: {code: 'VALIDATION_ERROR', message: 'Некорректные данные', details: [" + details + "]}}");
    }

    private static String error(String code, String message) {
        return "{error: {code: '%s', message: '%s', details: []}}".formatted(code, message);
    }

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
