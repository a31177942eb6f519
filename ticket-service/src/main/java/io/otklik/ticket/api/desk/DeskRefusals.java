package io.otklik.ticket.api.desk;

import io.otklik.edge.Contract;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.ticket.assignment.AssignmentRefused;
import io.otklik.ticket.category.CategoryRefused;
import io.otklik.ticket.ticketing.TicketRefused;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What desk answers to the features' refusals (contracts/README.md, section 7). */
@Singleton
class DeskRefusals implements Refusals {

    private static final Text NOT_EXECUTOR = new Text("Пользователь не является исполнителем.", "Not an executor.");
    private static final Text NOT_ASSIGNED_TO_YOU =
            new Text("Заявка назначена не вам.", "The ticket is not assigned to you.");
    private static final Text DONE_ALREADY = new Text("Заявка уже выполнена.", "The ticket is done already.");
    private static final Text NO_SUCH_CATEGORY = new Text("Такой категории нет.", "There is no such category.");

    @Override
    public Contract contract() {
        return Contract.DESK;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof TicketRefused ticket) {
            return Optional.of(problem(ticket));
        }
        if (refusal instanceof AssignmentRefused assignment) {
            return Optional.of(problem(assignment));
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
            case NOT_ASSIGNED_TO_YOU -> Problem.of(Problem.Kind.FORBIDDEN, NOT_ASSIGNED_TO_YOU);
            case NOT_YOURS -> Problem.forbidden();
            case DONE_ALREADY -> Problem.of(Problem.Kind.INVALID, DONE_ALREADY);
            case UNASSIGNED, ALREADY_TAKEN -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    private static Problem problem(AssignmentRefused refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_PERSON, NOT_STAFF, NOT_EXECUTOR -> Problem.field("executor", NOT_EXECUTOR);
        };
    }

    private static Problem problem(CategoryRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND, NOT_USABLE -> Problem.field("category", NO_SUCH_CATEGORY);
            case NAME_TAKEN, NEEDED -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }
}
