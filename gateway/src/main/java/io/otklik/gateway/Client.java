package io.otklik.gateway;

import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;

/**
 * Who asks.
 *
 * @param address the nearest one that is not a trusted proxy's
 * @param scheme of the URL that the user sees: http or https
 */
record Client(InetAddress address, String scheme) {

    private static final String KEY = Client.class.getName();

    void put(RoutingContext context) {
        context.put(KEY, this);
    }

    static Client of(RoutingContext context) {
        return context.get(KEY);
    }
}
