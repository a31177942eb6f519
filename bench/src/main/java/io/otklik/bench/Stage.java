package io.otklik.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Who takes part: users with tickets and agents, all logged in. */
final class Stage {

    /** Access tokens live for ten minutes; an operation takes less than the other half. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final People people;
    private List<Someone> owners;
    private final List<Someone> agents;
    private long loggedInAt;

    Stage(People people, List<Someone> owners, List<Someone> agents) {
        this.people = people;
        this.owners = owners;
        this.agents = agents;
        logIn();
    }

    /** Of tickets: where there are few for each, some have none by chance. */
    void leaveOutWhoHasNone() {
        owners = owners.stream().filter(owner -> !owner.tickets().isEmpty()).toList();
    }

    void refresh() {
        if (System.nanoTime() - loggedInAt > FRESH.toNanos()) {
            logIn();
        }
    }

    private void logIn() {
        loggedInAt = System.nanoTime();
        people.logIn(owners);
        people.logIn(agents);
        people.logIn(List.of(people.admin()));
    }

    Someone admin() {
        return people.admin();
    }

    List<Someone> owners() {
        return owners;
    }

    List<Someone> agents() {
        return agents;
    }

    Someone owner() {
        return any(owners);
    }

    Someone agent() {
        return any(agents);
    }

    static long ticketOf(Someone owner) {
        return any(owner.tickets());
    }

    private static <T> T any(List<T> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }
}
