package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** A person of the benchmark: a user with tickets, or an agent. */
final class Someone {

    static final String PASSWORD = "Bench_12345";

    private final long id;
    private final String username;
    private volatile String token;
    private volatile List<Long> tickets = List.of();

    Someone(long id, String username) {
        this.id = id;
        this.username = username;
    }

    long id() {
        return id;
    }

    String username() {
        return username;
    }

    String token() {
        return token;
    }

    /** His newest. */
    List<Long> tickets() {
        return tickets;
    }

    Call login() {
        return login(username, PASSWORD);
    }

    static Call login(String username, String password) {
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
