package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Пользователи», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotUsersIT extends BotTestBase {

    private final Someone admin = Someone.admin();

    @Test
    void list_isFiltered_andCountsTickets() {
        Someone user = Someone.registered();
        user.sends("/api/ticket", Map.of("message", "Единственная"), 201);
        String row = """
                {items: [{id: '%s', telegram_id: null, username: '%s', first_name: '%s', role: 'USER',
                  is_active: %b, created_at: <time>, tickets_count: 1, last_activity: <time>}],
                 total: 1, page: 1, size: 20, pages: 1}""";
        String found = API + "/users?search=" + user.username();
        String uuid = user.uuid();
        Someone moderator = Someone.moderator();
        moderator
                .request()
                .get(found + "&role=USER&is_active=true")
                .then()
                .statusCode(200)
                .body(shown(row, uuid, user.username(), user.username(), true));
        moderator.request().get(found + "&role=ADMIN").then().body("total", is(0));
        admin.block(uuid, true);
        moderator
                .request()
                .get(found + "&is_active=false")
                .then()
                .body(shown(row, uuid, user.username(), user.username(), false));
        user.request().get(API + "/users").then().spec(REFUSED.badToken());
    }

    @Test
    void role_andStatusAreTheAdministratorsAlone_andNotForHimself() {
        Someone user = Someone.registered();
        String uuid = user.uuid();
        for (String role : List.of("HELPER", "MODERATOR", "ADMIN", "USER")) {
            admin.request()
                    .body(Map.of("role", role))
                    .put(API + "/users/" + uuid + "/role")
                    .then()
                    .statusCode(200)
                    .body("id", is(uuid))
                    .body("username", is(user.username()))
                    .body("role", is(role));
            user.request().get(API + "/auth/me").then().body("role", is(role));
        }
        admin.request()
                .body(Map.of("is_active", false))
                .put(API + "/users/" + uuid + "/status")
                .then()
                .statusCode(200)
                .body("is_active", is(false));
        for (String own : List.of("role", "status")) {
            admin.request()
                    .body(Map.of("role", "USER", "is_active", false))
                    .put(API + "/users/" + admin.uuid() + "/" + own)
                    .then()
                    .statusCode(403)
                    .body("error.code", is("FORBIDDEN"));
        }
    }
}
