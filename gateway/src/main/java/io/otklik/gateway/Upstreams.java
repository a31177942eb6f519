package io.otklik.gateway;

import io.otklik.edge.KeptConnections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The services' addresses and the connections to them, kept alive and shared. */
@ApplicationScoped
class Upstreams {

    static final String READY = "ready";

    private static final Logger LOG = Logger.getLogger(Upstreams.class);
    private static final long SAID_AGAIN_MILLIS = 1_000;
    private static final int MAX_HEADERS = 64 * 1024;

    /** A request's connection on which nothing moves is given up: a body that a service has stopped taking holds it else. */
    private static final int IDLE_SECONDS = 60;

    private final Map<Service, Replicas> replicas = new EnumMap<>(Service.class);
    private final Map<Service, Long> saidAway = new ConcurrentHashMap<>();
    private final HttpClient requests;
    private final HttpClient sockets;
    private final HttpClient looks;
    private final Clock clock;

    Upstreams(GatewayConfig config, Vertx vertx, Clock clock) {
        this.clock = clock;
        int patience = (int) config.connectTimeout().toMillis();
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(patience)
                .setMaxHeaderSize(MAX_HEADERS)
                .setKeepAliveTimeout(KeptConnections.IDLE_SECONDS);
        this.requests = vertx.createHttpClient(
                new HttpClientOptions(options).setIdleTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.waiting()));
        // A socket keeps its connection for as long as it lives: among the requests' ones it would starve them.
        this.sockets = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.sockets()));
        this.looks = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
        replicas.put(Service.IDENTITY, replicas(config.services().identity(), patience));
        replicas.put(Service.TICKET, replicas(config.services().ticket(), patience));
        replicas.put(Service.NOTIFICATION, replicas(config.services().notification(), patience));
        replicas.put(Service.ADMIN, replicas(config.services().admin(), patience));
    }

    private static Replicas replicas(List<URI> addresses, int patience) {
        return new Replicas(
                addresses.stream().map(uri -> new Upstream(uri, patience)).toList());
    }

    Replicas of(Service service) {
        return replicas.get(service);
    }

    /** Has nothing sent yet: what it is to carry goes to one service only, whichever address that turns out to be. */
    Future<HttpClientRequest> request(Service service) {
        return connect(requests, service, of(service).inTurn().iterator());
    }

    /** The same, to become a socket. */
    Future<HttpClientRequest> socket(Service service) {
        return connect(sockets, service, of(service).inTurn().iterator());
    }

    private Future<HttpClientRequest> connect(HttpClient client, Service service, Iterator<Upstream> left) {
        Upstream next = left.next();
        return client.request(next.address()).recover(failure -> {
            if (failure instanceof IOException) { // and not the wait for one of its connections
                heard(service, next, "away");
            }
            return left.hasNext() ? connect(client, service, left) : Future.failedFuture(failure);
        });
    }

    /** What the address is found to be; with any state but {@link #READY} it is passed over while another one is ready. */
    void heard(Service service, Upstream upstream, String state) {
        if (upstream.becomes(READY.equals(state)) && of(service).areSeveral()) {
            LOG.infof("%s at %s: %s", service.title(), upstream, state);
        }
    }

    /** For whom the connections of {@link #request} are. */
    HttpClient requests() {
        return requests;
    }

    /** For asking whether a service is ready, which users' requests neither hinder nor notice. */
    HttpClient looks() {
        return looks;
    }

    /** For requests whose failure is seen in their response; without a handler the client logs it as an error once more. */
    static void passOver(Throwable failure) {
        LOG.debugf("An upstream request ended: %s", failure.getMessage());
    }

    /** Says once a second that a service is away, however many requests find it so. */
    void sayAway(Service service, Throwable failure) {
        long now = clock.millis();
        Long last = saidAway.get(service);
        if (last == null || now - last >= SAID_AGAIN_MILLIS) {
            saidAway.put(service, now);
            LOG.warnf("%s is away: %s", service.title(), failure.getMessage());
        }
    }
}
