package io.otklik.identity.loginattempt;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a client is: his IPv4 address, or the /64 network of his IPv6 address, of which one household has all.
 *
 * @param value in one spelling, at most 45 characters
 */
public record ClientAddress(String value) {

    private static final int IPV4 = 4;
    private static final int NETWORK = 8;

    /** Where the request comes from. */
    public static ClientAddress of(HttpServerRequest request) {
        List<String> forwardedFor = request.headers().getAll("X-Forwarded-For");
        return of(String.join(",", forwardedFor), request.remoteAddress().hostAddress());
    }

    /**
     * Where a request comes from that has this header and this peer.
     *
     * @param forwardedFor {@code X-Forwarded-For}: its last value is the gateway's, which replaces what clients send; no address when
     *     the call did not come through the gateway
     */
    static ClientAddress of(String forwardedFor, String peer) {
        byte[] forwarded =
                bytes(forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip());
        byte[] direct = forwarded == null ? bytes(peer) : forwarded;
        return new ClientAddress(direct == null ? "unknown" : written(direct));
    }

    /** Null when it is no address; names are not looked up. */
    private static byte[] bytes(String address) {
        return address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
    }

    /** An IPv4 address that is mapped into IPv6 is written as IPv4. */
    private static String written(byte[] address) {
        try {
            InetAddress read = InetAddress.getByAddress(address);
            if (read.getAddress().length == IPV4) {
                return read.getHostAddress();
            }
            byte[] network = Arrays.copyOf(Arrays.copyOf(read.getAddress(), NETWORK), 2 * NETWORK);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
