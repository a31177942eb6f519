package io.otklik.edge;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of the suite that another one calls: at one address, or at one of each of its replicas. Then one of them gets all calls
 * until it fails, and the next one after that. So nobody need ask which are ready: one that has come back is left alone until the
 * other fails.
 */
public final class Neighbour {

    private final List<URI> addresses;
    private final AtomicInteger current = new AtomicInteger();

    public Neighbour(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** What may be asked twice: is asked again when the connection breaks, which may have been a dead one. */
    public <T> Uni<T> ask(Function<URI, Uni<T>> call) {
        return again(call, failure -> failure instanceof VertxException || isElsewhere(failure, IOException.class));
    }

    /** What may be told once only: goes to another replica when there is no connection, and so nothing was sent. */
    public <T> Uni<T> tell(Function<URI, Uni<T>> call) {
        return again(call, failure -> isElsewhere(failure, ConnectException.class));
    }

    private boolean isElsewhere(Throwable failure, Class<? extends IOException> kind) {
        return addresses.size() > 1 && kind.isInstance(failure);
    }

    private <T> Uni<T> again(Function<URI, Uni<T>> call, Predicate<Throwable> failure) {
        return Uni.createFrom()
                .deferred(() -> once(call))
                .onFailure(failure)
                .retry()
                .atMost(addresses.size());
    }

    private <T> Uni<T> once(Function<URI, Uni<T>> call) {
        int asked = current.get();
        return call.apply(addresses.get(asked))
                .onFailure()
                .invoke(() -> current.compareAndSet(asked, (asked + 1) % addresses.size()));
    }
}
