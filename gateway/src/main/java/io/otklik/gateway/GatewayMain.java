package io.otklik.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the gateway. Quarkus would answer 400 with nothing in it, not even a request id, to what java.net.URI does not
 * take; {@link PathSanity} refuses the same and more, in the contract's shape.
 */
@QuarkusMain
public final class GatewayMain {

    public static void main(String... arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
