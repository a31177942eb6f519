package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Makes the benchmark's people through the API, those only that are not there yet: their names tell. */
final class People {

    private static final String MAIL = "@bench.example.com";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** As many at a time as identity-service has places to hash passwords in, and some. */
    private static final int AT_A_TIME = 8;

    private final Generator suite;
    private final Someone admin;
    private final Map<String, Long> known = new HashMap<>();

    People(Generator suite, String username, String password) {
        this.suite = suite;
        this.admin = new Someone(0, username, password);
        logIn(List.of(admin));
    }

    Someone admin() {
        return admin;
    }

    List<Someone> users(int count) {
        return made("bench-user-", count);
    }

    List<Someone> agents(int count) {
        List<Someone> agents = made("bench-agent-", count);
        inTurns(agents, agent -> suite.ask(Call.patch(
                        "/api/v1/admin/users/" + agent.id() + "/role/",
                        admin.token(),
                        new JsonObject().put("role", "support")))
                .map(Answer::object));
        return agents;
    }

    void logIn(List<Someone> people) {
        inTurns(people, person -> suite.ask(person.login()).map(answer -> {
            person.loggedIn(answer);
            return answer;
        }));
    }

    private List<Someone> made(String prefix, int count) {
        if (known.isEmpty()) {
            find();
        }
        List<String> names = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "%s%05d".formatted(prefix, i))
                .toList();
        List<String> missing =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        inTurns(missing, name -> suite.ask(Call.post(
                        "/api/v1/users/register/",
                        null,
                        new JsonObject()
                                .put("username", name)
                                .put("email", name + MAIL)
                                .put("password", Someone.PASSWORD)))
                .map(answer -> answer.object().getLong("id"))
                .onSuccess(id -> {
                    synchronized (known) {
                        known.put(name, id);
                    }
                }));
        return names.stream()
                .map(name -> new Someone(known.get(name), name, Someone.PASSWORD))
                .toList();
    }

    private void find() {
        String next = "/api/v1/admin/users/?limit=500";
        while (next != null) {
            Answer page = Waiting.on(suite.ask(Call.get(next, admin.token())), LIMIT);
            for (Object row : page.array()) {
                String email = ((JsonObject) row).getString("email");
                if (email != null && email.endsWith(MAIL)) {
                    known.put(email.substring(0, email.length() - MAIL.length()), ((JsonObject) row).getLong("id"));
                }
            }
            next = next(page);
        }
    }

    private static String next(Answer page) {
        String link = page.headers().get("Link");
        Matcher matcher = NEXT.matcher(link == null ? "" : link);
        if (!matcher.find()) {
            return null;
        }
        URI uri = URI.create(matcher.group(1));
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** Fails with the first failure. */
    static <T> void inTurns(List<T> all, Function<T, Future<?>> work) {
        List<Future<?>> turns = new ArrayList<>();
        for (int turn = 0; turn < AT_A_TIME; turn++) {
            turns.add(turn(all, turn, work));
        }
        Waiting.until(Future.all(turns), LIMIT);
    }

    private static <T> Future<?> turn(List<T> all, int index, Function<T, Future<?>> work) {
        return index >= all.size()
                ? Future.succeededFuture()
                : work.apply(all.get(index)).compose(done -> turn(all, index + AT_A_TIME, work));
    }
}
