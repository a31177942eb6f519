package io.otklik.notification.delivery;

import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The ledger of deliveries: event × recipient × channel, as the feed, the read marks and the mails tell it. The support channel is
 * delivered to those who are agents now, from the moment they became ones.
 */
@ApplicationScoped
public class Deliveries {

    private final Pool pool;
    private final People people;

    Deliveries(Pool pool, People people) {
        this.pool = pool;
        this.people = people;
    }

    /** A piece of the ledger, newest first. */
    public Uni<Listing<Delivery>> list(DeliveryFilter filter, Page page) {
        if (!filter.admits(Channel.FEED) && !filter.admits(Channel.EMAIL)) {
            return Uni.createFrom().item(new Listing<>(List.of(), 0));
        }
        DeliveryQuery query = new DeliveryQuery(filter, agents(filter), page);
        return pool.preparedQuery(query.sql()).execute(query.values()).map(rows -> Listing.of(rows, Delivery::of));
    }

    private List<PersonState> agents(DeliveryFilter filter) {
        return people.agents().stream()
                .filter(agent ->
                        filter.personId().filter(wanted -> wanted != agent.id()).isEmpty())
                .toList();
    }
}
