package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.COMMUNICATIONS;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;

import io.otklik.events.PersonState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Two colleagues, and what they write to each other. */
abstract class CommunicationsTestBase {

    final PersonState sender = agent();
    final PersonState reader = agent();

    long written(PersonState... participants) {
        return written(letter(participants));
    }

    long written(Map<String, Object> letter) {
        return as(sender)
                .body(letter)
                .post(COMMUNICATIONS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    static Map<String, Object> letter(PersonState... participants) {
        return Map.of(
                "from_department",
                "Поддержка",
                "to_department",
                "Биллинг",
                "subject",
                "Возврат",
                "content",
                " Проверьте платёж ",
                "participants",
                Arrays.stream(participants).map(PersonState::id).toList());
    }

    static Map<String, Object> with(String field, Object value) {
        Map<String, Object> body = new HashMap<>(letter());
        body.put(field, value);
        return body;
    }
}
