package io.otklik.notification.socket;

import io.otklik.outbox.LiveStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once live events come in; that stays so when Kafka goes away. */
@Readiness
class LiveReadiness implements HealthCheck {

    private final LiveStreams live;

    LiveReadiness(LiveStreams live) {
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live").status(live.arePositioned()).build();
    }
}
