package io.otklik.notification.api.techsupport;

import io.otklik.edge.Contract;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.notification.feed.FeedRefused;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What techsupport answers to the features' refusals. */
@Singleton
class TechsupportRefusals implements Refusals {

    @Override
    public Contract contract() {
        return Contract.TECHSUPPORT;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof FeedRefused refused) {
            return Optional.of(
                    switch (refused.reason()) {
                        case NOT_FOUND -> Problem.notFound();
                    });
        }
        return Optional.empty();
    }
}
