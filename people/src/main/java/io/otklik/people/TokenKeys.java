package io.otklik.people;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys that tokens are verified with, by key id. Fetched from identity-service and kept in the service's own
 * database, so that a restart without identity still verifies.
 */
@ApplicationScoped
class TokenKeys {

    private static final Logger LOG = Logger.getLogger(TokenKeys.class);

    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    private final AtomicReference<Uni<Void>> underWay = new AtomicReference<>();
    private final Owner owner;
    private final Pool pool;
    private final PeopleConfig config;
    private final Clock clock;
    private volatile long lastAnswer;
    private volatile Cancellable refreshing;

    TokenKeys(Owner owner, Pool pool, PeopleConfig config, Clock clock) {
        this.owner = owner;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    void load(@Observes StartupEvent start) {
        Uni.createFrom()
                .deferred(this::refresh)
                .onFailure()
                .retry()
                .withBackOff(config.keyRetry(), config.keyRetry().multipliedBy(4))
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debugf("Token keys: %s", keys.keySet()));
        refreshing = Multi.createFrom()
                .ticks()
                .every(config.keyRefresh())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> refresh().onFailure().recoverWithNull())
                .subscribe()
                .with(done -> {});
    }

    void stop(@Observes ShutdownEvent shutdown) {
        if (refreshing != null) {
            refreshing.cancel();
        }
    }

    boolean anyKnown() {
        return !keys.isEmpty();
    }

    /**
     * The key with the id; empty when identity does not publish it. Fails when neither the database nor identity can
     * tell. They are asked at most once per retry pause with an answer, so that invented key ids cost little.
     */
    Uni<Optional<PublicKey>> key(String kid) {
        PublicKey known = keys.get(kid);
        if (known != null || kid.isEmpty() || answeredRecently()) {
            return Uni.createFrom().item(Optional.ofNullable(known));
        }
        return refresh()
                .onFailure(away -> keys.containsKey(kid))
                .recoverWithNull()
                .map(done -> Optional.ofNullable(keys.get(kid)));
    }

    private boolean answeredRecently() {
        return clock.millis() - lastAnswer < config.keyRetry().toMillis();
    }

    /** One look at a time: whoever comes meanwhile waits for the same. */
    private Uni<Void> refresh() {
        Uni<Void> look = stored().chain(this::fetch)
                .invoke(() -> lastAnswer = clock.millis())
                .onTermination()
                .invoke(() -> underWay.set(null))
                .memoize()
                .indefinitely();
        Uni<Void> running = underWay.compareAndExchange(null, look);
        return running == null ? look : running;
    }

    private Uni<Void> stored() {
        return pool.query("select kid, jwk from token_key")
                .execute()
                .invoke(this::remember)
                .replaceWithVoid();
    }

    private void remember(RowSet<Row> rows) {
        for (Row row : rows) {
            remember(new JsonObject(row.getString("jwk")));
        }
    }

    private Uni<Void> fetch() {
        return owner.keys().call(this::replace).replaceWithVoid();
    }

    /** What identity publishes counts from now on; a key that it has withdrawn is forgotten. */
    private Uni<?> replace(List<JsonObject> published) {
        if (published.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] kids = published.stream().map(jwk -> jwk.getString("kid")).toArray(String[]::new);
        List<Tuple> rows = published.stream()
                .map(jwk -> Tuple.of(jwk.getString("kid"), jwk.encode()))
                .toList();
        return pool.preparedQuery("insert into token_key (kid, jwk) values ($1, $2) on conflict (kid) do nothing")
                .executeBatch(rows)
                .chain(() -> pool.preparedQuery("delete from token_key where kid <> all($1)")
                        .execute(Tuple.tuple().addArrayOfString(kids)))
                .invoke(() -> {
                    published.forEach(this::remember);
                    keys.keySet().retainAll(Set.of(kids));
                });
    }

    private void remember(JsonObject jwk) {
        try {
            PublicKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk.encode()).getPublicKey();
            keys.put(jwk.getString("kid"), key);
        } catch (JoseException unreadable) {
            LOG.errorf("Token key %s is unreadable: %s", jwk.getString("kid"), unreadable.getMessage());
        }
    }
}
