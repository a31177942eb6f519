package io.otklik.gateway;

import io.otklik.edge.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the headers of a message become on their way through: nobody outside speaks for the gateway. */
final class OutgoingHeaders {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence KEEP_ALIVE = HttpHeaders.createOptimized("Keep-Alive");

    /** Ours to say; the prefixes cover {@code X-Forwarded-For} and all its kin, and the internal credential. */
    private static final String[] OURS = {"x-forwarded", "forwarded", "x-otklik-", "x-real-ip"};

    private OutgoingHeaders() {}

    /**
     * Makes a copy of the client's headers what the service gets: without those that are the gateway's to say or concern the
     * client's connection only, with the gateway's own. {@code Host} is the caller's concern.
     */
    static void prepare(MultiMap headers, RoutingContext context) {
        HttpServerRequest request = context.request();
        for (String name : unwanted(request.headers())) {
            headers.remove(name);
        }
        headers.remove(HttpHeaders.EXPECT);
        headers.set(REQUEST_ID, context.response().headers().get(REQUEST_ID));
        Client client = Client.of(context);
        headers.set(FORWARDED_FOR, client.address().getHostAddress());
        headers.set(FORWARDED_PROTO, client.scheme());
        headers.set(FORWARDED_HOST, request.getHeader(HttpHeaders.HOST));
    }

    private static List<String> unwanted(MultiMap sent) {
        List<String> unwanted = new ArrayList<>(4);
        for (Map.Entry<String, String> header : sent) {
            String name = header.getKey();
            for (String ours : OURS) {
                if (name.regionMatches(true, 0, ours, 0, ours.length())) {
                    unwanted.add(name);
                }
            }
            if (name.equalsIgnoreCase("connection")) {
                addNominated(header.getValue(), unwanted);
            }
        }
        return unwanted;
    }

    /** {@code Connection: a, b} says that the headers a and b end here, too; not so those that carry meaning for all. */
    private static void addNominated(String connection, List<String> unwanted) {
        for (String token : connection.split(",", -1)) {
            String name = token.strip();
            if (!name.isEmpty() && !name.equalsIgnoreCase("upgrade") && !isEndToEnd(name)) {
                unwanted.add(name);
            }
        }
    }

    private static boolean isEndToEnd(String name) {
        return name.equalsIgnoreCase("authorization")
                || name.regionMatches(true, 0, "content-", 0, 8)
                || name.equalsIgnoreCase("idempotency-key")
                || name.equalsIgnoreCase("if-match")
                || name.equalsIgnoreCase("if-none-match")
                || name.equalsIgnoreCase("host");
    }

    /**
     * Makes the service's headers fit into a response that has the gateway's already: the request id is the gateway's, what
     * both say is the service's but for {@code Vary}, which adds up, and what concerns the service's connection goes.
     */
    static void merge(MultiMap answered, HttpServerResponse response) {
        answered.remove(HttpHeaders.CONNECTION);
        answered.remove(KEEP_ALIVE);
        answered.remove(HttpHeaders.UPGRADE);
        answered.remove(REQUEST_ID);
        MultiMap ours = response.headers();
        for (Map.Entry<String, String> header : answered) {
            if (ours.contains(header.getKey()) && !header.getKey().equalsIgnoreCase("vary")) {
                ours.remove(header.getKey());
            }
        }
    }
}
