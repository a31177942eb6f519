package io.otklik.gateway;

import io.otklik.edge.KeptConnections;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The services' addresses and the connections to them, kept alive and shared. */
@ApplicationScoped
class Upstreams {

    private static final Logger LOG = Logger.getLogger(Upstreams.class);
    private static final long SAID_AGAIN_MILLIS = 1_000;
    private static final int MAX_HEADERS = 64 * 1024;

    /** A request's connection on which nothing moves is given up: a body that a service has stopped taking holds it else. */
    private static final int IDLE_SECONDS = 60;

    private final Map<Service, RequestOptions> addresses = new EnumMap<>(Service.class);
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
        addresses.put(Service.IDENTITY, address(config.services().identity(), patience));
        addresses.put(Service.TICKET, address(config.services().ticket(), patience));
        addresses.put(Service.NOTIFICATION, address(config.services().notification(), patience));
        addresses.put(Service.ADMIN, address(config.services().admin(), patience));
    }

    private static RequestOptions address(URI uri, int patience) {
        boolean tls = "https".equals(uri.getScheme());
        int usualPort = tls ? 443 : 80;
        return new RequestOptions()
                .setSsl(tls)
                .setHost(uri.getHost())
                .setPort(uri.getPort() < 0 ? usualPort : uri.getPort())
                .setConnectTimeout(patience); // that for a free connection, too
    }

    /** Where the service is; shared, not to be changed. */
    RequestOptions address(Service service) {
        return addresses.get(service);
    }

    HttpClient requests() {
        return requests;
    }

    HttpClient sockets() {
        return sockets;
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
