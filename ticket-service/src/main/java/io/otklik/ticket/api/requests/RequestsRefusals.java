package io.otklik.ticket.api.requests;

import io.otklik.edge.Contract;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Refusals;
import io.otklik.edge.Text;
import io.otklik.ticket.assignment.AssignmentRefused;
import io.otklik.ticket.attachment.AttachmentRefused;
import io.otklik.ticket.category.CategoryRefused;
import io.otklik.ticket.conversation.CommentRefused;
import io.otklik.ticket.ticketing.TicketRefused;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** What requests answers to the features' refusals; {@code take} and {@code complete} refuse with {@code {"error": "…"}}. */
@Singleton
class RequestsRefusals implements Refusals {

    private static final Text TAKEN = new Text(
            "Запрос уже назначен другому администратору", "The request is already assigned to another administrator");
    private static final Text FOREIGN =
            new Text("Вы не можете завершить чужой запрос", "You cannot complete another administrator's request");
    private static final Text NOT_STAFF =
            new Text("Пользователь не является администратором.", "The user is not an administrator.");
    private static final Text NO_CATEGORY = new Text("Такой категории нет.", "There is no such category.");
    private static final Text NO_PERSON = new Text("Такого пользователя нет.", "There is no such user.");

    static Problem noCategory() {
        return Problem.field("category", NO_CATEGORY);
    }

    static Problem noCustomer() {
        return Problem.field("customer", NO_PERSON);
    }

    @Override
    public Contract contract() {
        return Contract.REQUESTS;
    }

    @Override
    public Optional<Problem> problem(Throwable refusal) {
        if (refusal instanceof TicketRefused ticket) {
            return Optional.of(problem(ticket));
        }
        if (refusal instanceof CommentRefused comment) {
            return Optional.of(problem(comment));
        }
        if (refusal instanceof AssignmentRefused assignment) {
            return Optional.of(problem(assignment));
        }
        if (refusal instanceof CategoryRefused category) {
            return Optional.of(problem(category));
        }
        if (refusal instanceof AttachmentRefused attachment) {
            return Optional.of(problem(attachment));
        }
        return Optional.empty();
    }

    private static Problem problem(TicketRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case OTHER_VERSION -> Problem.of(Problem.Kind.PRECONDITION_FAILED, Messages.PRECONDITION_FAILED);
            case NOT_YOURS -> Problem.forbidden();
            case ALREADY_TAKEN -> error(Problem.Kind.INVALID, TAKEN);
            case NOT_ASSIGNED_TO_YOU -> error(Problem.Kind.FORBIDDEN, FOREIGN);
            case UNASSIGNED, DONE_ALREADY -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    private static Problem problem(CommentRefused refusal) {
        return switch (refusal.reason()) {
            case INTERNAL_BY_USER -> Problem.forbidden();
        };
    }

    private static Problem problem(AssignmentRefused refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_PERSON -> Problem.field("assigned_admin", NO_PERSON);
            case NOT_STAFF, NOT_EXECUTOR -> Problem.field("assigned_admin", NOT_STAFF);
        };
    }

    private static Problem problem(CategoryRefused refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND -> Problem.notFound();
            case NOT_USABLE -> noCategory();
            case NAME_TAKEN, NEEDED -> Problem.of(Problem.Kind.CONFLICT, Messages.CONFLICT);
        };
    }

    private static Problem problem(AttachmentRefused refusal) {
        return refusal.reason() == AttachmentRefused.Reason.NOT_FOUND
                ? Problem.notFound()
                : Problem.field("attachments", refusal.words());
    }

    private static Problem error(Problem.Kind kind, Text text) {
        return Problem.fields(kind, Map.of("error", new Problem.FieldError(text, true)));
    }
}
