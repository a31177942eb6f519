package io.otklik.people;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the people are loaded and tokens can be verified; neither is lost when Kafka or identity goes away. */
@Readiness
class PeopleReadiness implements HealthCheck {

    private final PeopleReader reader;
    private final TokenKeys keys;

    PeopleReadiness(PeopleReader reader, TokenKeys keys) {
        this.reader = reader;
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("people")
                .withData("loaded", reader.isLoaded())
                .withData("keys", keys.anyKnown())
                .status(reader.isLoaded() && keys.anyKnown())
                .build();
    }
}
