package io.otklik.gateway;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The gateway is ready when every service is: one check per service, all asked at once. Whoever asks while a service is being
 * asked, or within a second after, gets the same answer: anybody may ask as often as he likes.
 */
@Singleton
class ServiceReadiness {

    private static final String PATH = "/q/health/ready";

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNDER_WAY = Long.MIN_VALUE;

    private final Upstreams upstreams;
    private final Duration patience;

    ServiceReadiness(Upstreams upstreams, GatewayConfig config) {
        this.upstreams = upstreams;
        this.patience = config.healthTimeout();
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck identity() {
        return check(Service.IDENTITY);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck ticket() {
        return check(Service.TICKET);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck notification() {
        return check(Service.NOTIFICATION);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck admin() {
        return check(Service.ADMIN);
    }

    private AsyncHealthCheck check(Service service) {
        AtomicLong answeredAt = new AtomicLong(UNDER_WAY);
        Uni<HealthCheckResponse> shared = look(service)
                .invoke(() -> answeredAt.set(System.nanoTime()))
                .memoize()
                .until(() -> isOver(answeredAt));
        return () -> shared;
    }

    private static boolean isOver(AtomicLong answeredAt) {
        long answered = answeredAt.get();
        return answered != UNDER_WAY
                && System.nanoTime() - answered > KEPT_NANOS
                && answeredAt.compareAndSet(answered, UNDER_WAY);
    }

    private Uni<HealthCheckResponse> look(Service service) {
        return Uni.createFrom()
                .completionStage(() -> ask(service).toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail()
                .map(status -> answer(service, status == 200, "answers " + status))
                .onFailure()
                .recoverWithItem(away -> answer(service, false, "away"));
    }

    private Future<Integer> ask(Service service) {
        RequestOptions options = new RequestOptions(upstreams.address(service)).setURI(PATH);
        return upstreams
                .looks()
                .request(options)
                .compose(request -> {
                    request.idleTimeout(patience.toMillis());
                    return request.send();
                })
                .compose(response -> response.end().map(response.statusCode()));
    }

    private static HealthCheckResponse answer(Service service, boolean ready, String found) {
        return HealthCheckResponse.named(service.title())
                .status(ready)
                .withData("state", ready ? "ready" : found)
                .build();
    }
}
