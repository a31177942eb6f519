package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** A person of the benchmark: a user with tickets, an agent, or the administrator. */
final class Someone {

    static final String PASSWORD = "Bench_12345";

    private final long id;
    private final String username;
    private final String password;
    private volatile String token;
    private volatile List<Long> tickets = List.of();

    Someone(long id, String username, String password) {
        this.id = id;
        this.username = username;
        this.password = password;
    }

    long id() {
        return id;
    }

    String token() {
        return token;
    }

    /** His newest. */
    List<Long> tickets() {
        return tickets;
    }

    Call login() {
        return Call.post(
                "/api/v1/auth/login/",
                null,
                new JsonObject().put("username", username).put("password", password));
    }

    void loggedIn(Answer answer) {
        token = answer.object().getString("access");
    }

    void has(List<Long> ids) {
        tickets = List.copyOf(ids);
    }
}
