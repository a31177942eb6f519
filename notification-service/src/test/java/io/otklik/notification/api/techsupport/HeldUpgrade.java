package io.otklik.notification.api.techsupport;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;

/** Lets a test do something after an upgrade was allowed and before its socket is open here. */
@Decorator
@Priority(1)
class HeldUpgrade implements HttpUpgradeCheck {

    private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>();

    @Inject
    @Any
    @Delegate
    HttpUpgradeCheck upgrade;

    @Inject
    Vertx vertx;

    /** Holds the next upgrade until it is done. */
    static void next(Runnable meanwhile) {
        MEANWHILE.set(meanwhile);
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return upgrade.appliesTo(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        Runnable meanwhile = MEANWHILE.getAndSet(null);
        Uni<CheckResult> checked = upgrade.perform(context);
        return meanwhile == null
                ? checked
                : checked.call(() -> vertx.executeBlocking(() -> {
                    meanwhile.run();
                    return null;
                }));
    }
}
