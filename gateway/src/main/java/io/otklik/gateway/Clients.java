package io.otklik.gateway;

import io.netty.util.NetUtil;
import io.smallrye.common.net.CidrAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises clients. {@code X-Forwarded-*} is believed to trusted proxies only, and only from the right: what stands left of
 * the first address that is not trusted has been written by anybody.
 */
@ApplicationScoped
class Clients {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final List<CidrAddress> trusted;
    private final URI publicUrl;

    Clients(GatewayConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of());
        this.publicUrl = config.publicUrl();
    }

    void recognise(RoutingContext context) {
        HttpServerRequest request = context.request();
        InetAddress peer = address(request.remoteAddress().hostAddress());
        if (isTrusted(peer)) {
            new Client(nearest(peer, request), forwardedScheme(request)).put(context);
        } else {
            new Client(peer, ownScheme(request)).put(context);
        }
        context.next();
    }

    private InetAddress nearest(InetAddress peer, HttpServerRequest request) {
        String[] hops =
                String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1);
        InetAddress nearest = peer;
        for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
            InetAddress hop = address(hops[i].strip());
            if (hop == null) {
                return nearest;
            }
            nearest = hop;
        }
        return nearest;
    }

    private boolean isTrusted(InetAddress address) {
        for (CidrAddress network : trusted) {
            if (network.matches(address)) {
                return true;
            }
        }
        return false;
    }

    private String forwardedScheme(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(FORWARDED_PROTO);
        String last = sent.isEmpty() ? "" : sent.get(sent.size() - 1);
        String scheme = last.substring(last.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
        return SCHEMES.contains(scheme) ? scheme : ownScheme(request);
    }

    /** That of the public URL when it is there that the user is; TLS ends before us. */
    private String ownScheme(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        boolean isPublic = asked != null
                && asked.host().equalsIgnoreCase(publicUrl.getHost())
                && port(asked.port()) == port(publicUrl.getPort());
        return isPublic ? publicUrl.getScheme() : "http";
    }

    private int port(int written) {
        int usual = "https".equals(publicUrl.getScheme()) ? 443 : 80;
        return written < 0 ? usual : written;
    }

    /** Null when it is no address; names are not looked up. */
    private static InetAddress address(String written) {
        return NetUtil.createInetAddressFromIpAddressString(written);
    }
}
