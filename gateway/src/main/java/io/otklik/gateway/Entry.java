package io.otklik.gateway;

import io.otklik.edge.Multipart;
import io.otklik.edge.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way of every request through the gateway, step by step. Before the first one http-edge has given the response its
 * request id; after the last one there is only what the gateway serves itself.
 */
@ApplicationScoped
class Entry {

    private static final int CLIENT = 960;
    private static final int SECURITY_HEADERS = 950;
    private static final int CROSS_ORIGIN = 940;
    private static final int SANITY = 900;
    private static final int ROUTE = 800;
    private static final int ADDRESS_LIMITS = 700;
    private static final int BODY_LIMITS = 600;
    private static final int FORWARD = 500;

    private final Set<String> botHosts;
    private final long jsonLimit;
    private final long bodyLimit;
    private final int targetLimit;
    private final int headersLimit;
    private final Clients clients;
    private final SecurityHeaders securityHeaders;
    private final CrossOrigin crossOrigin;
    private final AddressLimits addressLimits;
    private final Forwarding forwarding;
    private final SocketTunnels sockets;

    Entry(
            GatewayConfig config,
            Clients clients,
            SecurityHeaders securityHeaders,
            CrossOrigin crossOrigin,
            AddressLimits addressLimits,
            Forwarding forwarding,
            SocketTunnels sockets) {
        this.botHosts = config.botHosts().orElse(Set.of()).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.jsonLimit = config.jsonLimit().asLongValue();
        this.bodyLimit = config.bodyLimit().asLongValue();
        this.targetLimit = config.targetLimit();
        this.headersLimit = config.headersLimit();
        this.clients = clients;
        this.securityHeaders = securityHeaders;
        this.crossOrigin = crossOrigin;
        this.addressLimits = addressLimits;
        this.forwarding = forwarding;
        this.sockets = sockets;
    }

    void register(@Observes Filters filters) {
        filters.register(clients::recognise, CLIENT);
        filters.register(this::secure, SECURITY_HEADERS);
        filters.register(crossOrigin::handle, CROSS_ORIGIN);
        filters.register(this::refuseInsane, SANITY);
        filters.register(this::route, ROUTE);
        filters.register(addressLimits::handle, ADDRESS_LIMITS);
        filters.register(this::limitBody, BODY_LIMITS);
        filters.register(this::forward, FORWARD);
    }

    private void secure(RoutingContext context) {
        securityHeaders.addTo(context.response().headers());
        context.next();
    }

    private void refuseInsane(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean named = request.authority() != null
                && request.headers().getAll(HttpHeaders.HOST).size() == 1;
        String encoding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean oddlyEncoded =
                encoding != null && !HttpHeaders.CHUNKED.toString().equals(encoding);
        if (request.uri().length() > targetLimit) {
            refuse(context, Refusing.TARGET_TOO_LONG);
        } else if (size(request.headers()) > headersLimit) {
            refuse(context, Refusing.HEADERS_TOO_LARGE);
        } else if (!named || oddlyEncoded || !PathSanity.isSane(request.uri())) {
            refuse(context, Refusing.INSANE);
        } else {
            context.next();
        }
    }

    /** In the shape of the contract that the path belongs to at this host. */
    private void refuse(RoutingContext context, Problem problem) {
        new Target(null, path(context.request()), null).put(context);
        Refusing.answer(context, problem);
    }

    private static int size(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + ": \r\n".length();
        }
        return size;
    }

    private void route(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = path(request);
        Routes.Route route = Routes.find(path);
        if (route == null) {
            refuse(context, Problem.notFound());
            return;
        }
        if (route.isHere()) {
            serveHere(context, path);
            return;
        }
        String query = request.query();
        String upstream = route.service() == Service.NOTIFICATION && isSocketPath(path) ? withoutSlash(path) : path;
        new Target(route.service(), path, query == null ? upstream : upstream + '?' + query).put(context);
        context.next();
    }

    /** What is served here is known without the slash only. */
    private static void serveHere(RoutingContext context, String path) {
        if (path.endsWith("/")) {
            String query = context.request().query();
            context.reroute(query == null ? withoutSlash(path) : withoutSlash(path) + '?' + query);
        } else {
            context.next();
        }
    }

    /** As the services know it. */
    private String path(HttpServerRequest request) {
        String sent = String.valueOf(request.path());
        return isForBot(request) ? Routes.ofBotHost(sent) : sent;
    }

    private boolean isForBot(HttpServerRequest request) {
        if (botHosts.isEmpty() || request.authority() == null) {
            return false;
        }
        String host = request.authority().host().toLowerCase(Locale.ROOT);
        return botHosts.contains(host)
                || botHosts.contains(host + ':' + request.authority().port());
    }

    private static boolean isSocketPath(String path) {
        return path.startsWith("/ws/");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** What is known to be too large is refused before anything of it is read; chunks are counted on their way. */
    private void limitBody(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isOver(length, limit(context))) {
            Refusing.answer(context, Refusing.TOO_LARGE);
            return;
        }
        context.next();
    }

    private static boolean isOver(String length, long limit) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException beyondNumbers) {
            return true;
        }
    }

    /** Whatever does not call itself a form may be read as JSON, into memory. */
    private long limit(RoutingContext context) {
        Target target = Target.of(context);
        boolean mayHaveFiles = target != null && target.service() == Service.TICKET;
        return mayHaveFiles && Multipart.isDeclared(context.request()) ? bodyLimit : jsonLimit;
    }

    private void forward(RoutingContext context) {
        Target target = Target.of(context);
        if (target == null) {
            context.next();
        } else if (isSocketPath(target.path()) && SocketTunnels.isUpgrade(context.request())) {
            sockets.open(context, target);
        } else {
            forwarding.forward(context, target, limit(context));
        }
    }
}
