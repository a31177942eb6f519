package io.otklik.gateway;

import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** One address of a service, and whether it was ready when it was heard of last. */
final class Upstream {

    private final RequestOptions address;
    private volatile boolean ready;

    /** @param patience the longest wait for a connection, a free one included, in milliseconds */
    Upstream(URI uri, int patience) {
        boolean tls = "https".equals(uri.getScheme());
        int usualPort = tls ? 443 : 80;
        this.address = new RequestOptions()
                .setSsl(tls)
                .setHost(uri.getHost())
                .setPort(uri.getPort() < 0 ? usualPort : uri.getPort())
                .setConnectTimeout(patience);
    }

    /** Shared, not to be changed. */
    RequestOptions address() {
        return address;
    }

    boolean isReady() {
        return ready;
    }

    /** Whether that is new. */
    boolean becomes(boolean nowReady) {
        boolean before = ready;
        ready = nowReady;
        return before != nowReady;
    }

    @Override
    public String toString() {
        return address.getHost() + ':' + address.getPort();
    }
}
