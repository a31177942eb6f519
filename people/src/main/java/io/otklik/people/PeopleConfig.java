package io.otklik.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where the people's owner is and how long to wait for him. */
@ConfigMapping(prefix = "otklik.people")
interface PeopleConfig {

    /** identity-service's address, or one of each replica. */
    List<URI> ownerUrl();

    /** The service credential that internal calls carry. */
    String internalToken();

    /** How long to wait for the owner before going by the replica. */
    @WithDefault("300ms")
    Duration ownerPatience();

    /** How long to wait for the owner to search his people: there is no replica to go by. */
    @WithDefault("3s")
    Duration searchPatience();

    /** Shortest time between two attempts to fetch the public keys. */
    @WithDefault("500ms")
    Duration keyRetry();

    /** How often the public keys are compared with what identity publishes, so that a withdrawn key dies. */
    @WithDefault("60s")
    Duration keyRefresh();
}
