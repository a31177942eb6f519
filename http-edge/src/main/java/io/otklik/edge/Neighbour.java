package io.otklik.edge;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A part of the suite that another one calls: at one address, or at one of each of its replicas. Then one of them gets all calls
 * until it fails or answers 503, and the next one after that. So nobody need ask which are ready: one that has come back is left
 * alone until the other fails.
 */
public final class Neighbour {

    private static final int UNAVAILABLE = 503;

    private final List<URI> addresses;
    private final AtomicInteger current = new AtomicInteger();

    public Neighbour(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** For calls of neighbours, none of which sends its callers elsewhere. Gives up connecting after the patience. */
    public static WebClient client(Vertx vertx, Duration patience) {
        return WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setKeepAliveTimeout(KeptConnections.IDLE_SECONDS)
                        .setConnectTimeout((int) patience.toMillis()));
    }

    /**
     * What may be asked twice: is asked again when the connection breaks, which may have been a dead one, and of all the other replicas
     * when one answers 503. That is the answer when none of them has a better one.
     */
    public <B> Uni<HttpResponse<B>> ask(Function<URI, Uni<HttpResponse<B>>> call) {
        return Uni.createFrom().deferred(() -> {
            Round<B> round = new Round<>(call);
            return round.again(failure -> failure instanceof VertxException || isElsewhere(failure, IOException.class))
                    .chain(answer -> round.unlessAway(answer, addresses.size() - 1));
        });
    }

    /** What may be told once only: goes to another replica when there is no connection, and so nothing was sent. */
    public <B> Uni<HttpResponse<B>> tell(Function<URI, Uni<HttpResponse<B>>> call) {
        return Uni.createFrom()
                .deferred(() -> new Round<>(call).again(failure -> isElsewhere(failure, ConnectException.class)));
    }

    private boolean isElsewhere(Throwable failure, Class<? extends IOException> kind) {
        return addresses.size() > 1 && kind.isInstance(failure);
    }

    private static boolean isAway(HttpResponse<?> answer) {
        return answer.statusCode() == UNAVAILABLE;
    }

    /** One call's way from replica to replica: on from each that it has asked, for the current one is moved by other calls, too. */
    private final class Round<B> {

        private final Function<URI, Uni<HttpResponse<B>>> call;
        private int next = current.get();

        Round(Function<URI, Uni<HttpResponse<B>>> call) {
            this.call = call;
        }

        Uni<HttpResponse<B>> again(Predicate<Throwable> failure) {
            return Uni.createFrom()
                    .deferred(this::once)
                    .onFailure(failure)
                    .retry()
                    .atMost(addresses.size());
        }

        Uni<HttpResponse<B>> unlessAway(HttpResponse<B> answer, int others) {
            return isAway(answer) && others > 0
                    ? once().onFailure().recoverWithItem(answer).chain(another -> unlessAway(another, others - 1))
                    : Uni.createFrom().item(answer);
        }

        private Uni<HttpResponse<B>> once() {
            int asked = next;
            next = (asked + 1) % addresses.size();
            int after = next;
            return call.apply(addresses.get(asked)).onItemOrFailure().invoke((answer, failure) -> {
                if (failure != null || isAway(answer)) {
                    current.compareAndSet(asked, after);
                }
            });
        }
    }
}
