package io.otklik.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small helpdesk with something of everything, made by the public API of all five contracts: each story begins in one of
 * them and goes on in others. A story whose ticket, chat or category is there already is not told again.
 */
final class Demo {
    private final List<String> told = new ArrayList<>();
    private final DemoPeople people;
    private final DemoTickets tickets;
    private final DemoTalks talks;

    /** @param environment says who the administrator is, where the first start was told so */
    Demo(DemoClient client, Map<String, String> environment) {
        people = new DemoPeople(client, environment, told);
        tickets = new DemoTickets(client, people, told);
        talks = new DemoTalks(client, people, told);
    }

    /** Loads what is not there, and says what that was and who may log in. */
    String load() {
        people.enter();
        tickets.load();
        talks.load();
        String loaded = told.isEmpty() ? "Everything was there already." : "Loaded:\n  " + String.join("\n  ", told);
        return loaded + "\n\n" + people.logins();
    }
}
