package io.otklik.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.otklik.edge.Problem;
import io.smallrye.common.net.CidrAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How often one address may ask before it gets 429; an IPv6 address stands for its /64, which is what one household has. In
 * memory and each gateway for itself: this keeps one client from taking what is there for all, it is no accounting. Guessing
 * passwords is slowed down by identity, which knows whose they are.
 */
@ApplicationScoped
class AddressLimits {

    private static final int HOUSEHOLD_BITS = 64;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final boolean on;
    private final Buckets requests;
    private final Buckets sessions;

    AddressLimits(GatewayConfig config) {
        GatewayConfig.Limits limits = config.limits();
        this.on = limits.state() == GatewayConfig.Limits.State.ON;
        this.requests = new Buckets(limits.requests(), limits.addresses());
        this.sessions = new Buckets(limits.sessions(), limits.addresses());
    }

    void handle(RoutingContext context) {
        Target target = Target.of(context);
        long wait = on && !isHealth(context) ? nanosToWait(context, target) : 0;
        if (wait > 0) {
            Refusing.answer(context, tooMany(wait));
        } else {
            context.next();
        }
    }

    /** Not limited: who asks for it too often must still hear in time that something is down. */
    private static boolean isHealth(RoutingContext context) {
        return String.valueOf(context.request().path()).startsWith("/q/");
    }

    private long nanosToWait(RoutingContext context, Target target) {
        Object key = key(Client.of(context).address());
        long wait = requests.nanosToWait(key);
        return wait == 0 && isSessions(context, target) ? sessions.nanosToWait(key) : wait;
    }

    /** Logging in, refreshing, registering, resetting a password: what identity does for people whom it does not know yet. */
    private static boolean isSessions(RoutingContext context, Target target) {
        return target != null
                && target.service() == Service.IDENTITY
                && HttpMethod.POST.equals(context.request().method())
                && !target.path().contains("/verify");
    }

    private static Object key(InetAddress address) {
        return address instanceof Inet6Address ? CidrAddress.create(address, HOUSEHOLD_BITS) : address;
    }

    private static Problem tooMany(long nanosToWait) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanosToWait + TimeUnit.SECONDS.toNanos(1) - 1);
        return Problem.tooManyRequests(seconds);
    }

    /** A bucket for each address: what is forgotten first is nearly full, or one of more addresses than anybody has. */
    private static final class Buckets {

        private final GatewayConfig.Rate rate;
        private final Cache<Object, Bucket> buckets;

        Buckets(GatewayConfig.Rate rate, long addresses) {
            this.rate = rate;
            Duration untilFull = MINUTE.multipliedBy(1L + rate.burst() / rate.perMinute());
            this.buckets = Caffeine.newBuilder()
                    .maximumSize(addresses)
                    .expireAfterAccess(untilFull)
                    .executor(Runnable::run)
                    .build();
        }

        /** Takes one; 0 when there was one. */
        long nanosToWait(Object key) {
            return buckets.get(key, first -> full())
                    .tryConsumeAndReturnRemaining(1)
                    .getNanosToWaitForRefill();
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perMinute(), MINUTE))
                    .build();
        }
    }
}
