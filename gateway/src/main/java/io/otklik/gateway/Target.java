package io.otklik.gateway;

import io.vertx.ext.web.RoutingContext;

/**
 * Where a request goes.
 *
 * @param service null while it is not known, and for what the gateway answers itself
 * @param path as the services know it, a bot's host having been mapped to the bot's mount
 * @param uri the path and query that the service gets
 */
record Target(Service service, String path, String uri) {

    private static final String KEY = Target.class.getName();

    void put(RoutingContext context) {
        context.put(KEY, this);
    }

    static Target of(RoutingContext context) {
        return context.get(KEY);
    }
}
