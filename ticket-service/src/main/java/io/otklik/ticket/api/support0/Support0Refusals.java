package io.otklik.ticket.api.support0;

import io.otklik.edge.Contract;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.ticket.category.CategoryRefused;
import io.otklik.ticket.ticketing.TicketRefused;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What support0 answers to the features' refusals (contracts/README.md, section 9). */
@Singleton
class Support0Refusals implements Refusals {

    @Override
    public Contract contract() {
        return Contract.SUPPORT0;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof TicketRefused ticket) {
            return Optional.of(problem(ticket));
        }
        if (refusal instanceof CategoryRefused category) {
            return Optional.of(problem(category));
        }
        return Optional.empty();
    }

    private static Problem problem(TicketRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case OTHER_VERSION -> Problem.of(Problem.Kind.PRECONDITION_FAILED, Messages.PRECONDITION_FAILED);
            case NOT_YOURS, NOT_ASSIGNED_TO_YOU -> Problem.forbidden();
            case UNASSIGNED, ALREADY_TAKEN, DONE_ALREADY -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    /** This contract names no category and changes none, and `general` is always there. */
    private static Problem problem(CategoryRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND, NOT_USABLE, NAME_TAKEN, NEEDED -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }
}
