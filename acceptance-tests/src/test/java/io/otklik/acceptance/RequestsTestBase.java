package io.otklik.acceptance;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of customer-requests have in common: a customer, an agent and the administrator. */
abstract class RequestsTestBase {

    static final String REQUESTS = "/api/admin/customer-requests/";
    static final String CHATS = "/api/admin/chats/";
    static final String COMMUNICATIONS = "/api/admin/communications/";

    Someone customer;
    Someone agent;
    Someone director;

    @BeforeEach
    void register() {
        customer = Someone.registered();
        agent = Someone.agent();
        director = Someone.admin();
    }

    long newRequest(String title) {
        return agent.posts(REQUESTS, Map.of("title", title, "description", "Описание", "customer", customer.id()), 201)
                .getLong("id");
    }

    static String user(Someone person) {
        return "{id: %d, username: '%s', first_name: '%s', last_name: '', email: '%s', avatar: null}"
                .formatted(person.id(), person.username(), person.username(), person.email());
    }
}
