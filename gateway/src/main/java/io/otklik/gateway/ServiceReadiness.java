package io.otklik.gateway;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The gateway is ready when of every service at least one replica is: one check per service, all asked at once. Whoever asks while
 * a replica is being asked, or within a second after, gets the same answer from it: anybody may ask as often as he likes. Where a
 * service has several replicas, the gateway itself asks all the time, to know which of them to pass over; one that hangs does not keep
 * it from looking at the others.
 */
@Singleton
class ServiceReadiness {

    private static final String PATH = "/q/health/ready";

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNDER_WAY = Long.MIN_VALUE;

    /** How often the gateway asks itself; what it gets is as old as what others get. A stopping service answers for 2.5 s. */
    private static final long QUESTION_MILLIS = 250;

    private final Upstreams upstreams;
    private final Vertx vertx;
    private final Duration patience;
    private final Map<Service, Uni<HealthCheckResponse>> checks = new EnumMap<>(Service.class);

    ServiceReadiness(Upstreams upstreams, Vertx vertx, GatewayConfig config) {
        this.upstreams = upstreams;
        this.vertx = vertx;
        this.patience = config.healthTimeout();
        for (Service service : Service.values()) {
            checks.put(service, check(service));
        }
    }

    void start(@Observes StartupEvent event) {
        checks.forEach((service, check) -> {
            if (upstreams.of(service).areSeveral()) {
                vertx.setPeriodic(QUESTION_MILLIS, due -> check.subscribe().with(answer -> {}));
            }
        });
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck identity() {
        return () -> checks.get(Service.IDENTITY);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck ticket() {
        return () -> checks.get(Service.TICKET);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck notification() {
        return () -> checks.get(Service.NOTIFICATION);
    }

    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck admin() {
        return () -> checks.get(Service.ADMIN);
    }

    private Uni<HealthCheckResponse> check(Service service) {
        List<Uni<String>> states = upstreams.of(service).all().stream()
                .map(upstream -> state(service, upstream))
                .toList();
        return Uni.join().all(states).andFailFast().map(found -> answer(service, found));
    }

    private Uni<String> state(Service service, Upstream upstream) {
        AtomicLong answeredAt = new AtomicLong(UNDER_WAY);
        return look(upstream)
                .invoke(state -> upstreams.heard(service, upstream, state))
                .invoke(() -> answeredAt.set(System.nanoTime()))
                .memoize()
                .until(() -> isOver(answeredAt));
    }

    private static boolean isOver(AtomicLong answeredAt) {
        long answered = answeredAt.get();
        return answered != UNDER_WAY
                && System.nanoTime() - answered > KEPT_NANOS
                && answeredAt.compareAndSet(answered, UNDER_WAY);
    }

    private Uni<String> look(Upstream upstream) {
        return Uni.createFrom()
                .completionStage(() -> ask(upstream).toCompletionStage())
                .ifNoItem()
                .after(patience)
                .fail()
                .map(status -> status == 200 ? Upstreams.READY : "answers " + status)
                .onFailure()
                .recoverWithItem("away");
    }

    private Future<Integer> ask(Upstream upstream) {
        RequestOptions options = new RequestOptions(upstream.address()).setURI(PATH);
        return upstreams
                .looks()
                .request(options)
                .compose(request -> {
                    request.idleTimeout(patience.toMillis());
                    return request.send();
                })
                .compose(response -> response.end().map(response.statusCode()));
    }

    /** @param found the state of each replica, in the order of their addresses */
    private static HealthCheckResponse answer(Service service, List<String> found) {
        return HealthCheckResponse.named(service.title())
                .status(found.contains(Upstreams.READY))
                .withData("state", String.join(", ", found))
                .build();
    }
}
