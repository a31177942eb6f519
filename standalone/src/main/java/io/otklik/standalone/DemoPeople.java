package io.otklik.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is in the demo: users, agents and a moderator, each registered by one of the contracts, and the administrator. */
final class DemoPeople {
    static final String ANNA = "demo-anna";
    static final String BORIS = "demo-boris";
    static final String VERA = "demo-vera";
    static final String NIKOLAY = "demo-nikolay";
    static final String MARIA = "demo-maria";
    static final String PAVEL = "demo-pavel";
    static final String OLGA = "demo-olga";

    private static final String PASSWORD = "Sunflower_77";

    private final DemoClient client;
    private final Map<String, String> environment;
    private final List<String> told;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    /**
     * @param environment says who the administrator is, where the first start was told so
     * @param told gets whoever is new
     */
    DemoPeople(DemoClient client, Map<String, String> environment, List<String> told) {
        this.client = client;
        this.environment = environment;
        this.told = told;
    }

    /** Logs everybody in, whoever is not there yet after registering, and gives the staff their roles. */
    void enter() {
        String admin = environment.getOrDefault("OTKLIK_ADMIN_USERNAME", Administrator.USERNAME);
        String password = environment.getOrDefault("OTKLIK_ADMIN_PASSWORD", Administrator.PASSWORD);
        tokens.put(
                Administrator.USERNAME,
                login(admin, password, "Set OTKLIK_ADMIN_USERNAME and OTKLIK_ADMIN_PASSWORD to the administrator's."));
        for (String name : List.of(ANNA, BORIS, MARIA)) {
            register(name, "/api/v1/users/register/");
        }
        for (String name : List.of(VERA, PAVEL, OLGA)) {
            register(name, "/api/auth/register/");
        }
        register(NIKOLAY, "/auth/users/");
        hire(MARIA, "HELPER");
        hire(PAVEL, "HELPER");
        hire(OLGA, "MODERATOR");
    }

    String token(String name) {
        return tokens.get(name);
    }

    String administrator() {
        return token(Administrator.USERNAME);
    }

    long id(String name) {
        return client.get("/api/v1/users/me/", token(name)).path("id").asLong();
    }

    /** Where and as whom one may log in. */
    String logins() {
        return """
                Log in at %s, each with the password %s:
                  %s, %s, %s, %s   users, each with a ticket
                  %s, %s    support agents (EXECUTOR, HELPER)
                  %s                moderator (OPERATOR, MODERATOR)
                """.formatted(client.gateway(), PASSWORD, ANNA, BORIS, VERA, NIKOLAY, MARIA, PAVEL, OLGA);
    }

    private void register(String name, String path) {
        DemoClient.Answer answer = client.ask(
                path, null, "POST", Map.of("username", name, "email", name + "@example.com", "password", PASSWORD));
        if (answer.status() == 201) {
            told.add("person " + name);
        } else if (answer.status() != 400) { // that is the name's being taken, by an earlier demo
            answer.verify();
        }
        tokens.put(name, login(name, PASSWORD, "Somebody else has the name."));
    }

    private String login(String name, String password, String advice) {
        DemoClient.Answer answer =
                client.ask("/api/auth/login/", null, "POST", Map.of("username", name, "password", password));
        if (answer.status() == 401) {
            throw new UserError("Cannot log in as " + name + ". " + advice);
        }
        return answer.verified().path("access").asText();
    }

    private void hire(String name, String role) {
        JsonNode person = client.get("/bot/api/v1/auth/me", token(name));
        if (!person.path("role").asText().equals(role)) {
            String path = "/bot/api/v1/users/" + person.path("id").asText() + "/role";
            client.does("PUT", path, administrator(), Map.of("role", role));
        }
    }
}
