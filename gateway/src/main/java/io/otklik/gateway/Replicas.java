package io.otklik.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of a service: one, or one of each replica where nobody before them spreads the requests. */
final class Replicas {

    private final List<Upstream> all;
    private final AtomicInteger turns = new AtomicInteger();

    Replicas(List<Upstream> all) {
        this.all = List.copyOf(all);
    }

    List<Upstream> all() {
        return all;
    }

    boolean areSeveral() {
        return all.size() > 1;
    }

    /** In the order in which to try them: each time another of the ready ones first, those that are not ready at last. */
    List<Upstream> inTurn() {
        if (!areSeveral()) {
            return all;
        }
        int first = turns.getAndIncrement();
        List<Upstream> order = new ArrayList<>(all.size());
        List<Upstream> rest = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Upstream next = all.get(Math.floorMod(first + i, all.size()));
            (next.isReady() ? order : rest).add(next);
        }
        order.addAll(rest);
        return order;
    }
}
